// The form above the question box. It is the one place that says what is in force: chips are made
// from it, each question takes it along, and the server counts what it lets through.
const days = () => [...element.querySelectorAll("input[data-chip]")];
const boxes = () => [...element.querySelectorAll("input[name=source]")];
const ticked = () => boxes().filter((box) => box.checked);
const spoken = (value) =>
  new Date(`${value}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
// A day in any usual writing, as 2023-05-03; of a month or a year its first day, or its last where
// the field is an end. Of figures alone the day comes first, unless only the month can.
const dayOf = ({ name, value }) => {
  const words = value.toLowerCase().match(/\d+|[a-z]{3,}/g) ?? [];
  const figures = words.filter((word) => /\d/.test(word));
  const place = figures.findIndex((word) => word.length === 4);
  const [year] = place < 0 ? [] : figures.splice(place, 1).map(Number);
  let month = MONTHS.indexOf(words.find((word) => MONTHS.includes(word.slice(0, 3)))?.slice(0, 3)) + 1;
  let [day, other] = figures.map(Number);
  if (!month && place === 0) [month, day] = [day, other];
  else if (!month && other) [day, month] = other > 12 ? [other, day] : [day, other];
  else if (!month) [month, day] = [day, undefined];
  if (!year || figures.length > 2 || (day && !month)) return "";
  const end = name !== "since";
  const found = day
    ? new Date(Date.UTC(year, month - 1, day))
    : new Date(end ? Date.UTC(year, month || 12, 0) : Date.UTC(year, (month || 1) - 1, 1));
  const same = !day || (found.getUTCDate() === day && found.getUTCMonth() === month - 1);
  return same && !(month > 12) ? found.toISOString().slice(0, 10) : "";
};

const inForce = () => {
  const chips = days()
    .filter((input) => input.value.trim())
    .map((input) => [input, dayOf(input)])
    .map(([{ name, value, dataset }, day]) =>
      [name, day ? `${dataset.chip} ${spoken(day)}` : `“${value}” is no date`]);
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
  ...Object.fromEntries(days().map((input) => [input.name, dayOf(input)])),
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
  else if (dayOf(event.target)) show(); // half a day is told of when it is left like that
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
