// Lists: fold-out of the query, ticked rows and the bar for them, charts with their tables, unfolded rows, chips.
import { all, claim, one, say } from "./tools.js";

function foldQuery(button) {
  button.addEventListener("click", () => {
    const more = document.getElementById(button.getAttribute("aria-controls"));
    more.hidden = !more.hidden;
    button.setAttribute("aria-expanded", String(!more.hidden));
    button.textContent = say(more.hidden ? "more" : "less");
  });
}

/** A box that hides the lines of a list which do not hold the word; ticked lines stay. */
function sift(box) {
  const lines = all("label", document.getElementById(box.dataset.sift));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  box.addEventListener("input", () => {
    const word = box.value.trim().toLowerCase();
    for (const line of lines)
      line.hidden = !one("input", line).checked && !`${line.textContent} ${line.dataset.code}`.toLowerCase().includes(word);
    one("[data-none]", box.parentElement).hidden = lines.some((line) => !line.hidden);
  });
}

function ticks(table) {
  const card = table.closest(".fq-card") ?? document;
  const bar = one("[data-bulk]", card);
  const head = one("[data-all]", table);
  const boxes = () => all('tbody input[name="chosen"]', table);
  const refresh = () => {
    const on = boxes().filter((box) => box.checked);
    for (const box of boxes()) box.closest("tr").setAttribute("aria-selected", String(box.checked));
    if (head) {
      head.checked = on.length > 0 && on.length === boxes().length;
      head.indeterminate = on.length > 0 && on.length < boxes().length;
    }
    if (bar) {
      bar.hidden = on.length === 0;
      one("[data-selected]", bar).textContent = on.length;
    }
  };
  table.addEventListener("change", (event) => {
    if (event.target === head) for (const box of boxes()) box.checked = head.checked;
    refresh();
  });
  one("[data-clear]", card)?.addEventListener("click", () => {
    for (const box of boxes()) box.checked = false;
    refresh();
  });
  if (boxes().length) refresh();
}

/** The box that ticks everybody who has not answered; it has no name, so nothing of it is sent. */
function whole(label) {
  const head = one("input", label);
  const boxes = all("[data-waiting]", label.closest("fieldset"));
  const refresh = () => {
    head.checked = boxes.every((box) => box.checked);
    head.indeterminate = !head.checked && boxes.some((box) => box.checked);
  };
  label.hidden = false;
  label.closest("fieldset").addEventListener("change", (event) => {
    if (event.target === head) for (const box of boxes) box.checked = head.checked;
    refresh();
  });
  refresh();
}

function swap(card) {
  const show = (name) => {
    for (const pane of all("[data-pane]", card)) pane.hidden = pane.dataset.pane !== name;
    for (const button of all("[data-show]", card)) button.setAttribute("aria-pressed", String(button.dataset.show === name));
  };
  for (const button of all("[data-show]", card)) button.addEventListener("click", () => show(button.dataset.show));
  if (matchMedia("(max-width: 575px)").matches) show("tab");
}

function unfold(button) {
  button.addEventListener("click", () => {
    const row = document.getElementById(button.getAttribute("aria-controls"));
    row.hidden = !row.hidden;
    button.setAttribute("aria-expanded", String(!row.hidden));
  });
}

/** Chips chosen from a list: `[data-pick]` with `.sel`, a `<template>` of one chip, and buttons `.add[data-value]`. */
function pick(box) {
  const chosen = one(".sel", box);
  const count = box.closest(".fq-card")?.querySelector("[data-pick-n]");
  const refresh = () => {
    if (count) count.textContent = chosen.children.length;
  };
  const take = (button) => {
    const chip = one("template", box).content.firstElementChild.cloneNode(true);
    one("span", chip).textContent = button.dataset.label ?? button.textContent.trim();
    one("input", chip).value = button.dataset.value;
    one("button", chip).setAttribute("aria-label", say("remove", { name: one("span", chip).textContent }));
    const same = all("input", chosen).some((input) => input.value === button.dataset.value);
    if (!same) chosen.append(chip);
    button.closest("li")?.setAttribute("hidden", "");
  };
  box.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("add")) take(button);
    else if (button.closest(".sel")) {
      const value = one("input", button.closest("li")).value;
      button.closest("li").remove();
      one(`button.add[data-value="${CSS.escape(value)}"]`, box)?.closest("li")?.removeAttribute("hidden");
    } else return;
    refresh();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const marks = [
  ["[data-toggle-more]", foldQuery],
  ["table[data-jk]", ticks],
  ["[data-swap]", swap],
  ["[data-unfold]", unfold],
  ["[data-pick]", pick],
  ["[data-sift]", sift],
  ["[data-whole]", whole],
];

export function lists(root) {
  for (const [selector, start] of marks)
    for (const element of all(selector, root)) if (claim(element, start.name)) start(element);
}
