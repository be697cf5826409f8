// The table of the articles, the line of status above it and the article in its place: each runs
// this over its own `element`. `trigger` and `watch` come from gr.HTML.
const isTable = element.closest("#library-table") !== null;
const isArticle = element.closest("#library-article") !== null;
const enter = (article) => {
  document.body.classList.add("in-article");
  scrollTo(0, 0);
  (article.querySelector("h2") ?? article.querySelector(".back"))?.focus({ preventScroll: true });
};
const leave = () => {
  document.body.classList.remove("in-article");
  window.assistantLeft?.focus();
};

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { column, descending, page, path, id } = button.dataset;
  if (button.matches(".look")) {
    window.assistantLooks = { column, descending: descending === "true", page: Number(page) };
    trigger("look");
    document.getElementById("library-search").scrollIntoView({ block: "nearest" });
  } else if (button.matches(".whole")) {
    // The same one again changes nothing on the page, so nothing else would show it.
    if (id === window.assistantLeft?.dataset.id) enter(document.getElementById("library-article"));
    window.assistantLeft = button;
    trigger("whole");
  } else if (button.matches(".back")) {
    leave();
  } else if (button.matches(".remove")) {
    window.assistantAsked = button;
    trigger("remove", { file: path });
  } else if (button.matches(".really")) {
    trigger("really", { file: path });
  } else if (button.matches(".keep")) {
    trigger("keep", {});
    window.assistantAsked?.focus();
  }
});

if (isArticle) {
  watch("value", () => enter(element));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("in-article")) leave();
  });
} else if (!isTable) {
  watch("value", () => {
    const sure = element.querySelector(".keep"); // the question whether a file shall go
    sure?.focus({ preventScroll: true });
    sure?.scrollIntoView({ block: "center" });
  });
}

if (isTable) {
  const show = (articles) => {
    document.body.classList.toggle("in-articles", articles);
    document.body.classList.remove("in-article");
    const button = document.querySelector(".show-library");
    button.textContent = articles ? "Chat" : "Articles";
    if (articles) trigger("enter", {});
    scrollTo(0, 0);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const shown = document.body.classList.contains("in-articles");
    if (button?.matches(".show-library")) show(!shown);
    else if (shown && button?.matches("#clear, .resume")) show(false);
  });
}
