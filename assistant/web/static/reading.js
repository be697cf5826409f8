// What every part of the page shares, once for the document: what stands around a quote beside its mark,
// the keys of the reader, and copying. Nothing here knows Gradio.
(() => {
  const tip = document.createElement("div");
  Object.assign(tip, { id: "tip", hidden: true });
  tip.setAttribute("role", "tooltip");
  const line = (name) => Object.assign(document.createElement("p"), { className: name, dir: "auto" });
  const [headline, by, around] = ["tip-title", "tip-by", "tip-text"].map(line);
  tip.append(headline, by, around);
  let owner = null;
  let leaving = 0;

  const place = () => {
    const at = (owner.getClientRects()[0] ?? owner.getBoundingClientRect());
    const room = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, at.left + at.width / 2 - tip.offsetWidth / 2), room - tip.offsetWidth - 8);
    const above = at.top - tip.offsetHeight - 8;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${above >= 64 ? above : at.bottom + 8}px`;
  };

  // What stands around the quote; the quote itself only where the answer says it in other words.
  const surroundings = ({ tipBefore = "", tipQuote = "", tipAfter = "" }) => {
    const quote = document.createElement("mark");
    quote.textContent = tipQuote || "…";
    return tipBefore || tipQuote || tipAfter ? [tipBefore, " ", quote, " ", tipAfter] : [];
  };

  const show = (link) => {
    clearTimeout(leaving);
    if (owner === link) return;
    hide();
    owner = link;
    headline.textContent = link.dataset.tip;
    by.textContent = link.dataset.tipBy ?? "";
    around.replaceChildren(...surroundings(link.dataset));
    (document.querySelector("main") ?? document.body).append(tip);
    tip.hidden = false;
    link.setAttribute("aria-describedby", "tip");
    place();
  };

  const hide = () => {
    clearTimeout(leaving);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  };
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250); // time to move onto the quote itself
  };

  const linkAt = (event) => event.target.closest?.("[data-tip]");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link) show(link);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else if (owner) leave();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) show(link);
    else hide();
  });
  const follow = () => {
    if (!owner) return;
    const at = owner.getBoundingClientRect();
    if (!owner.isConnected || at.bottom < 0 || at.top > innerHeight) hide();
    else place();
  };
  document.addEventListener("scroll", follow, { capture: true, passive: true });

  // A finger cannot hover: its first tap on a mark shows the quote, a tap on either opens it.
  let touched = null;
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch" ? linkAt(event) ?? null : null;
    if (owner && !linkAt(event) && !tip.contains(event.target)) hide();
  }, true);
  document.addEventListener("click", (event) => {
    if (tip.contains(event.target)) {
      const link = owner;
      hide();
      link?.click();
      return;
    }
    const link = linkAt(event);
    if (!link) return;
    if (link === touched && owner !== link) {
      event.preventDefault();
      event.stopPropagation();
      show(link);
    } else {
      hide();
    }
    touched = null;
  }, true);

  // Under the drawer of conversations a tip or a menu may still be open: Escape means the drawer.
  const covered = () => document.body.classList.contains("in-history");

  // The reader: arrows step from quote to quote while the focus is in the panel.
  const steps = { ArrowLeft: ".step.previous", ArrowRight: ".step.next" };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && owner) {
      if (!covered()) event.stopImmediatePropagation();
      hide();
      return;
    }
    const panel = document.getElementById("panel");
    if (!(event.key in steps) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!panel?.contains(document.activeElement)) return;
    const step = panel.querySelector(steps[event.key]);
    if (!step) return;
    event.preventDefault();
    step.click();
  }, true);

  // A question may run from right to left.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.("#question textarea")) event.target.dir = "auto";
  });

  // `navigator.clipboard` is only there over https and on this machine.
  const copy = (window.assistantCopy = async (text) => {
    if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
    const area = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button.copy");
    if (!button) return;
    const status = button.closest(".actions").querySelector(".copied");
    try {
      await copy(button.dataset.copy);
      status.textContent = "Copied";
    } catch {
      status.textContent = "The browser does not let this page copy";
    }
    setTimeout(() => (status.textContent = ""), 4000);
  });

  // A menu closes when something in it was done (but a judgement is seen there), when the reader goes elsewhere, and by Escape.
  const menu = () => document.querySelector("details.more[open]");
  document.addEventListener("click", (event) => {
    const open = menu();
    if (open && (!open.contains(event.target) || event.target.closest(".menu button:not(.judge)"))) open.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const open = menu() ?? document.querySelector(".filters[open]");
    if (event.key !== "Escape" || !open || covered()) return;
    event.stopPropagation();
    open.open = false;
    open.querySelector("summary").focus();
  }, true);

  // What was folded out stays so while the conversation is shown anew.
  const open = new Set();
  const fold = (details) => `${details.closest(".exchange")?.id} ${details.dataset.fold}`;
  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (!details.dataset?.fold || !details.isConnected) return;
    if (details.open) open.add(fold(details));
    else open.delete(fold(details));
  }, true);
  window.assistantFoldOut = (element) => {
    for (const details of element.querySelectorAll("details[data-fold]")) {
      if (open.has(fold(details))) details.open = true;
    }
  };
})();
