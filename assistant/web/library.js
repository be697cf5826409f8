// The table of the articles and the line of status above it: both run this over their own
// `element`. `trigger` comes from gr.HTML.
const isTable = element.closest("#library-table") !== null;

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { column, descending, page, path } = button.dataset;
  if (button.matches(".look")) {
    trigger("look", { column, descending: descending === "true", page: Number(page) });
    document.getElementById("library-search").scrollIntoView({ block: "nearest" });
  } else if (button.matches(".remove")) {
    trigger("remove", { file: path });
  } else if (button.matches(".really")) {
    trigger("really", { file: path });
  } else if (button.matches(".keep")) {
    trigger("keep", {});
  }
});

if (!isTable) {
  watch("value", () => {
    const sure = element.querySelector(".keep"); // the question whether a file shall go
    sure?.focus({ preventScroll: true });
    sure?.scrollIntoView({ block: "center" });
  });
}

if (isTable) {
  const show = (articles) => {
    document.body.classList.toggle("in-articles", articles);
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
