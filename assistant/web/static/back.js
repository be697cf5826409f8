// The browser's Back closes what lies over the chat: the sheet of a phone, the articles, one of
// them, the drawer. Each is a class of the body; nothing here knows Gradio.
(() => {
  const small = matchMedia("(width <= 820px)");
  const CLOSED_BY = {
    "in-articles": ".show-library",
    "in-article": "#library-article .back",
    "in-history": "#drawer .shut",
    reading: "#side .close",
  };
  const layers = []; // in the order in which they came to lie there
  let expected = 0; // steps back that were taken here and not by the reader
  let address = null; // what the page's address shall be, wherever a step back has led

  window.assistantAddress = (url) => {
    address = url;
    history.replaceState(null, "", url);
  };

  const lies = (name) => document.body.classList.contains(name) && (name !== "reading" || small.matches);
  const follow = () => {
    const gone = layers.filter((name) => !lies(name));
    for (const name of gone) layers.splice(layers.indexOf(name), 1);
    if (gone.length) {
      expected += 1;
      history.go(-gone.length);
    }
    for (const name of Object.keys(CLOSED_BY)) {
      if (!lies(name) || layers.includes(name)) continue;
      layers.push(name);
      history.pushState(null, "");
    }
  };

  addEventListener("popstate", () => {
    if (expected) expected -= 1;
    else document.querySelector(CLOSED_BY[layers.pop()])?.click();
    if (address !== null) history.replaceState(null, "", address);
  });
  const observe = () => new MutationObserver(follow).observe(document.body, { attributeFilter: ["class"] });
  if (document.body) observe();
  else document.addEventListener("DOMContentLoaded", observe);
})();
