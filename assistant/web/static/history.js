// The drawer of earlier conversations. `trigger` and `watch` come from gr.HTML; what the server
// shows is replaced as a whole, so one listener serves all of it.
const body = document.body;
body.classList.add("has-history");

const lost = () => document.activeElement === body || element.contains(document.activeElement);
const shut = () => {
  if (body.classList.contains("in-history") && lost()) document.querySelector(".show-history").focus();
  body.classList.remove("in-history");
};
const open = () => {
  body.classList.add("in-history");
  trigger("look", {});
  // What has just been made visible takes the focus two frames later.
  requestAnimationFrame(() => requestAnimationFrame(() => element.querySelector("h2")?.focus({ preventScroll: true })));
};

// A link to an answer is shown where it was asked for.
let asking = null;
const showLink = async (address) => {
  const actions = asking?.closest(".actions");
  if (!actions) return;
  actions.querySelector(".made")?.remove();
  const made = Object.assign(document.createElement("p"), { className: "aside made" });
  const link = Object.assign(document.createElement("a"), { href: address });
  link.textContent = link.href;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  made.append(link, told);
  actions.append(made);
  const copied = await window.assistantCopy(link.href).then(() => "Copied. ", () => "");
  told.textContent = ` ${copied}Whoever has this link sees this one answer.`;
};

// Pressed at once, and kept; a second press takes it back.
const judge = (button) => {
  const pressed = button.getAttribute("aria-pressed") !== "true";
  for (const each of button.parentElement.children) each.setAttribute("aria-pressed", each === button && pressed);
  const { exchange, helpful } = button.dataset;
  trigger("judge", { exchange: Number(exchange), helpful: pressed ? helpful === "true" : null });
};

const rename = (row) => {
  const input = document.createElement("input");
  input.value = row.dataset.title;
  input.maxLength = 120;
  input.setAttribute("aria-label", "New name");
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") trigger("look", {});
    if (event.key === "Enter") trigger("rename", { id: row.dataset.id, title: input.value });
    if (event.key === "Escape") event.stopPropagation();
  });
  row.querySelector(".resume").replaceWith(input);
  input.select();
};

const remove = (button, id) => {
  if (button.classList.contains("sure")) return trigger("remove", { id });
  button.classList.add("sure");
  button.textContent = "Really delete";
  button.setAttribute("aria-label", button.getAttribute("aria-label").replace("Delete", "Really delete"));
};

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const row = event.target.closest("li");
  if (button?.matches(".shut")) shut();
  if (button?.matches(".judged")) trigger("export", { kind: "judged" });
  if (!button || !row) return;
  const id = row.dataset.id;
  if (button.matches(".resume")) {
    trigger("resume", { id });
    shut();
  } else if (button.matches(".rename")) rename(row);
  else if (button.matches(".delete")) remove(button, id);
  else trigger("export", { id, kind: button.matches(".json") ? "json" : "markdown" });
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.matches(".show-history")) body.classList.contains("in-history") ? shut() : open();
  else if (button?.matches("#talk .link")) {
    asking = button;
    trigger("link_to", { exchange: Number(button.dataset.exchange) });
  }
  else if (button?.matches("#talk .judge")) judge(button);
  else if (button?.matches("#clear")) window.assistantAddress(location.pathname);
  else if (!element.contains(event.target) && event.target.isConnected) shut();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") shut();
});

// The address names the conversation, so that a reload brings it back.
watch("value", () => {
  const drawer = element.querySelector(".drawer");
  const { current, link } = drawer.dataset;
  const named = new URLSearchParams(location.search).has("conversation");
  if (current) window.assistantAddress(`?conversation=${current}`);
  else if (named) window.assistantAddress(location.pathname);
  if (link) showLink(`?answer=${link}`);
  // What had the focus may just have been replaced.
  if (body.classList.contains("in-history") && document.activeElement === body) {
    drawer.querySelector("h2").focus({ preventScroll: true });
  }
});
