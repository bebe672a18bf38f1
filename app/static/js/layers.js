// Layers: popovers (<details data-layer>), sheets (<dialog>), the side panel and the phone menu. Esc closes the top one.
import { all, one } from "./tools.js";

const openLayers = () => all("details[data-layer][open]");

/** Close the top layer; says whether there was one. */
export function closeTop() {
  const sheet = one("dialog[open]");
  if (sheet) {
    sheet.close();
    return true;
  }
  const layer = openLayers().at(-1);
  if (layer) {
    layer.open = false;
    one("summary", layer)?.focus();
    return true;
  }
  const panel = one("[data-panel-close]");
  if (panel) {
    panel.click();
    return true;
  }
  if (location.hash === "#menu") {
    location.hash = "";
    return true;
  }
  return false;
}

/** Keep a popover inside the window: it opens to the left or to the right, whichever has room. */
function place(layer) {
  const pop = one(":scope > .pop", layer);
  if (!pop || getComputedStyle(pop).position === "fixed") return;
  layer.classList.remove("flip");
  const box = pop.getBoundingClientRect();
  if (box.left < 0 || box.right > document.documentElement.clientWidth) layer.classList.add("flip");
}

export function layers(root) {
  for (const layer of openLayers()) place(layer);
  document.addEventListener("click", (event) => {
    for (const layer of openLayers()) if (!layer.contains(event.target)) layer.open = false;
    const opener = event.target.closest("[data-open-sheet]");
    if (opener) {
      for (const layer of openLayers()) layer.open = false;
      document.getElementById(opener.dataset.openSheet)?.showModal();
    }
    event.target.closest("[data-close-sheet]")?.closest("dialog").close();
    const closer = event.target.closest("[data-close-layer]");
    if (closer) {
      const layer = closer.closest("details[data-layer]");
      layer.open = false;
      one("summary", layer).focus();
    }
  });
  root.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches?.("details[data-layer]") && event.target.open) place(event.target);
    },
    true,
  );
}
