// Boxes filled in by the machine: F2 confirms the one in hand and goes to the next, F9 confirms all; typing confirms too.
import { all, claim, composing, one } from "./tools.js";

const marks = (form) => all("[data-proposed]", form);
const boxOf = (mark) => document.getElementById(mark.dataset.proposed);

function settle(mark) {
  mark.remove();
}

function next(form, after) {
  const left = marks(form);
  const later = left.find((mark) => after && after.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  (boxOf(later ?? left[0] ?? document.body) ?? one("[data-submit]", form))?.focus();
}

function keys(form) {
  form.addEventListener("keydown", (event) => {
    if (composing(event) || !["F2", "F9"].includes(event.key) || !marks(form).length) return;
    event.preventDefault();
    if (event.key === "F9") for (const mark of marks(form)) settle(mark);
    else {
      const mark = one("[data-proposed]", event.target.closest(".fq-f") ?? document.createElement("i")) ?? null;
      if (mark) settle(mark);
    }
    next(form, event.target);
  });
  form.addEventListener("input", (event) => {
    const field = event.target.closest(".fq-f");
    const mark = field && one("[data-proposed]", field);
    if (event.target.matches("[data-confirm-all]")) for (const each of marks(form)) settle(each);
    else if (event.target.name === "confirmed" || (mark && boxOf(mark) === event.target)) settle(mark);
  });
}

export function proposed(root) {
  const forms = root.matches?.("form[data-form]") ? [root] : all("form[data-form]", root);
  for (const form of forms)
    if (claim(form, "proposed")) {
      keys(form);
      if (marks(form).length) next(form, null);
    }
}
