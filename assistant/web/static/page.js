// What the browser does by itself, for the conversation and for the panel beside it: both run
// this once, over their own `element`. `trigger` and `watch` come from gr.HTML. Content is
// replaced all the time, so one listener on the component serves every link in it; Enter on a
// focused link is a click as well.
const isPanel = element.closest("#panel") !== null;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const place = (block) => ({ block, behavior: calm ? "auto" : "smooth" });
const number = (node, name) => Number(node.dataset[name]);

const reveal = (how) =>
  document.querySelector("#panel mark.current")?.scrollIntoView(how);

// On a phone the panel is a sheet over the chat, shown while the body is `reading`.
const read = (data, from) => {
  if (!isPanel) window.assistantCameFrom = from;
  window.assistantFocus = from.matches(".step.next") ? ".step.next" : from.matches(".step.previous") ? ".step.previous" : "h2";
  document.body.classList.add("reading");
  window.assistantReads = data;
  document.dispatchEvent(new CustomEvent("assistant:read"));
  // The same quote again: nothing will change, so nothing else would scroll to it.
  reveal(place("center"));
};

const close = () => {
  document.body.classList.remove("reading");
  // In the next frame: until then the chat behind the sheet is out of reach.
  requestAnimationFrame(() => window.assistantCameFrom?.focus());
};

element.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-kind]");
  const button = event.target.closest("button");
  if (link) {
    event.preventDefault();
    const data = { kind: link.dataset.kind, exchange: number(link, "exchange"), index: number(link, "index") };
    read(data, link);
  } else if (button?.matches(".evidence")) {
    read({ exchange: number(button, "exchange") }, button);
  } else if (button?.matches(".example")) {
    trigger("take_example", { question: button.dataset.question });
  } else if (button?.matches(".again")) {
    trigger("ask_again", { exchange: number(button, "exchange") });
  } else if (button?.dataset.without) {
    const names = button.dataset.without.split(" ");
    document.dispatchEvent(new CustomEvent("assistant:without", { detail: names }));
    trigger("ask_without", { exchange: number(button, "exchange"), names });
  } else if (button?.matches(".close")) {
    close();
  }
});

let newest = "";
const conversationChanged = () => {
  window.assistantFoldOut?.(element);
  const last = element.querySelector(".exchange:last-of-type");
  const isNew = last !== null && last.id !== newest;
  newest = last?.id ?? "";
  if (isNew || !last) window.assistantReads = undefined; // what was pointed at was another's
  if (!isNew) return; // while an answer grows, the reader's place is kept
  document.body.classList.remove("reading");
  last.scrollIntoView(place("start"));
};

const panelChanged = () => {
  document.getElementById("side").scrollTop = 0;
  if (window.assistantFocus) element.querySelector(window.assistantFocus)?.focus({ preventScroll: true });
  window.assistantFocus = "";
  // At once: a smooth scroll that is still under way to the same place would swallow this one.
  reveal({ block: "center", behavior: "instant" });
};

// The question box takes the focus as the page opens: what is above it stays in sight.
const atTop = () => requestAnimationFrame(() => element.querySelector(".welcome") && scrollTo(0, 0));
if (!isPanel) {
  atTop();
  document.addEventListener("focusin", atTop, { once: true });
}

watch("value", isPanel ? panelChanged : conversationChanged);
if (isPanel) {
  // Both parts read through this one event: of two clicks in a row, the last is what is shown.
  document.addEventListener("assistant:read", () => trigger("read"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("reading")) close();
  });
}
