// Keyboard: / search, ? sheet, J K X Enter in lists, N new, Ctrl+Enter sends, Esc closes the top layer.
// Left alone while an input method composes; single keys can be switched off on this computer.
import { closeTop } from "./layers.js";
import { all, composing, inBox, memory, one } from "./tools.js";

const OFF = "fengqiao.keys-off";

function send(event) {
  const form = event.target.closest?.("form[data-form]") ?? one("form[data-form]:has([data-submit].btn-primary)") ?? one("#panel form[data-form]");
  const button = form && (one("[data-submit]", form) ?? one(`button[form="${form.id}"]`));
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(button && button.form === form ? button : undefined);
}

/** What J and K walk: in each row the act that opens it beside the list, otherwise its number. */
const links = () =>
  all("table[data-jk] tbody tr, [data-jk-list] [data-jk-link]")
    .map((row) => (row.matches("[data-jk-link]") ? row : (one("[data-jk-open]", row) ?? one(".k-no a", row))))
    .filter(Boolean);

/** On a board J and K walk down and up a lane, H and L to the lane beside it; the arrows do so once a card has the focus. */
function walk(down, across) {
  const lanes = all("[data-board] .fq-lane").map((lane) => all(".fq-stagecard .k-no a", lane)).filter((cards) => cards.length);
  if (!lanes.length) return false;
  const here = document.activeElement.closest?.(".fq-stagecard");
  const at = lanes.findIndex((cards) => cards.some((link) => here?.contains(link)));
  if (at < 0) lanes[0][0].focus();
  else {
    const row = lanes[at].findIndex((link) => here.contains(link));
    const cards = lanes[Math.max(0, Math.min(lanes.length - 1, at + across))];
    cards[Math.max(0, Math.min(cards.length - 1, row + down))].focus();
  }
  document.activeElement.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function move(step) {
  const beside = one(step > 0 ? "[data-panel-next]" : "[data-panel-previous]");
  if (beside) {
    beside.click();
    return;
  }
  if (walk(step, 0)) return;
  const found = links();
  const at = found.findIndex((link) => link.closest("tr, li")?.contains(document.activeElement));
  found[Math.max(0, Math.min(found.length - 1, at + step))]?.focus();
}

/** Tick the row the focus is in; with a span, every row from the one ticked before to this one. */
let ticked = null;
function tick(span) {
  const boxes = all('table[data-jk] tbody input[name="chosen"]');
  const box = one('input[name="chosen"]', document.activeElement.closest("tr") ?? document.createElement("tr"));
  if (!box) return;
  const from = boxes.indexOf(ticked);
  if (span && from >= 0) {
    const to = boxes.indexOf(box);
    for (const between of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) between.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  } else box.click();
  ticked = box;
}

const single = {
  "/": () => one("#global-search, [data-key='/']")?.focus(),
  "?": () => document.getElementById("keys")?.showModal(),
  j: () => move(1),
  k: () => move(-1),
  h: () => walk(0, -1),
  l: () => walk(0, 1),
  " ": () => one("[data-peek], [data-jk-open]", document.activeElement.closest("tr"))?.click(),
  x: (event) => tick(event.shiftKey),
  b: () => one("[data-bulk]:not([hidden]) button")?.focus(),
  n: () => one("a[data-key='n'], button[data-key='n']")?.click(),
};

export function keys() {
  const box = one("[data-keys-off]");
  if (box) {
    box.checked = memory.read(OFF) !== null;
    box.addEventListener("change", () => memory.write(OFF, box.checked ? "1" : null));
  }
  document.addEventListener("keydown", (event) => {
    if (composing(event) || event.defaultPrevented) return;
    if (event.key === "Escape") {
      if (closeTop()) event.preventDefault();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      send(event);
      return;
    }
    if (ARROWS[event.key] && event.target.closest?.("[data-board]") && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      walk(...ARROWS[event.key]);
      return;
    }
    if (event.key === " " && !event.target.closest?.("table[data-jk] .k-no a")) return;
    const act = single[event.key === "?" ? "?" : event.key.toLowerCase()];
    if (!act || inBox(event) || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]") || memory.read(OFF) !== null) return;
    event.preventDefault();
    act(event);
  });
}
