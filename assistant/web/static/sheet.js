// The panel on a phone, where it is a sheet over the chat: nothing behind it can be reached, and
// it is pulled down to close it. Nothing here knows Gradio.
(() => {
  const FAR = 110; // pixels
  const FAST = 0.6; // pixels in a millisecond
  const small = matchMedia("(width <= 820px)");
  const open = () => small.matches && document.body.classList.contains("reading");

  const cover = () => {
    for (const id of ["top", "chat"]) document.getElementById(id)?.toggleAttribute("inert", open());
  };
  const observe = () => new MutationObserver(cover).observe(document.body, { attributeFilter: ["class"] });
  if (document.body) observe();
  else document.addEventListener("DOMContentLoaded", observe);
  small.addEventListener("change", cover);

  // A pull begins at the top of the text or on the line above it; elsewhere a finger scrolls.
  let pull = null;
  document.addEventListener("touchstart", (event) => {
    const side = event.target.closest?.("#side");
    pull = null;
    if (!side || !open() || event.touches.length > 1 || !getSelection().isCollapsed) return;
    if (side.scrollTop > 0 && !event.target.closest(".panel > header")) return;
    const { clientX: x, clientY: y } = event.touches[0];
    pull = { side, x, y, since: event.timeStamp, far: 0, begun: false };
  }, { passive: true });

  document.addEventListener("touchmove", (event) => {
    if (!pull) return;
    const { clientX, clientY } = event.touches[0];
    pull.far = clientY - pull.y;
    if (!pull.begun && (pull.far < 0 || Math.abs(clientX - pull.x) > pull.far)) pull = null;
    else if (pull.begun ||= pull.far > 8) {
      Object.assign(pull.side.style, { transition: "none", transform: `translateY(${Math.max(0, pull.far)}px)` });
    }
  }, { passive: true });

  const letGo = (event) => {
    if (!pull) return;
    const { side, far, since, begun } = pull;
    pull = null;
    Object.assign(side.style, { transition: "", transform: "" });
    const closes = far > FAR || (far > 30 && far / (event.timeStamp - since) > FAST);
    if (begun && closes && event.type === "touchend") side.querySelector(".close")?.click();
  };
  document.addEventListener("touchend", letGo, { passive: true });
  document.addEventListener("touchcancel", letGo, { passive: true });
})();
