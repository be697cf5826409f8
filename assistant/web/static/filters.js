// The form above the question box. It is the one place that says what is in force: chips are made
// from it, each question takes it along, and the server counts what it lets through.
const days = () => [...element.querySelectorAll("input[type=date]")];
const boxes = () => [...element.querySelectorAll("input[name=source]")];
const ticked = () => boxes().filter((box) => box.checked);
const spoken = (value) =>
  new Date(`${value}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

const inForce = () => {
  const chips = days()
    .filter((input) => input.value)
    .map((input) => [input.name, `${input.dataset.chip} ${spoken(input.value)}`]);
  const names = ticked().map((box) => box.value || "No source");
  const more = names.length > 2 ? ` + ${names.length - 2}` : "";
  const place = chips.filter(([name]) => name !== "as_of").length;
  if (names.length) chips.splice(place, 0, ["sources", names.slice(0, 2).join(", ") + more]);
  return chips;
};

const show = () => {
  const list = element.querySelector(".in-force");
  list.replaceChildren(
    ...inForce().map(([name, words]) => {
      const chip = document.createElement("button");
      Object.assign(chip, { type: "button", className: "chip", textContent: words, dir: "auto" });
      chip.dataset.unlimit = name;
      chip.setAttribute("aria-label", `${words}: remove this filter`);
      const item = document.createElement("li");
      item.append(chip);
      return item;
    }),
  );
  trigger("count");
};

window.assistantLimits = () => ({
  ...Object.fromEntries(days().map((input) => [input.name, input.value])),
  sources: ticked().map((box) => box.value),
});

const remove = (names) => {
  for (const input of days()) if (names.includes(input.name)) input.value = "";
  if (names.includes("sources")) for (const box of boxes()) box.checked = false;
  show();
};

// A question has been asked within them: the chips say so, and the answer needs the room.
window.assistantFold = () => element.querySelector("details[open]")?.removeAttribute("open");

const find = (text) => {
  const words = text.toLowerCase();
  for (const box of boxes()) {
    box.closest("li").hidden = !box.checked && !box.closest("li").textContent.toLowerCase().includes(words);
  }
};

element.addEventListener("input", (event) => {
  if (event.target.matches(".find-source")) find(event.target.value);
});
element.addEventListener("change", show);
element.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-unlimit]");
  if (chip) {
    remove([chip.dataset.unlimit]);
    element.querySelector("summary").focus();
  } else if (event.target.closest(".unlimit")) {
    remove(["since", "until", "as_of", "sources"]);
  }
});
// What an exchange was asked again without is no longer in force either.
document.addEventListener("assistant:without", (event) => {
  if (inForce().some(([name]) => event.detail.includes(name))) remove(event.detail);
});
