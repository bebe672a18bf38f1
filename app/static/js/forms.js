// Forms: sent once, faults brought into view, small selects that send themselves.
import { all, claim, one, say } from "./tools.js";

/** A second click or Enter sends nothing: the first one is on its way. The page coming back from memory is free again. */
function sendOnce(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.setAttribute("aria-busy", "true");
    const button = event.submitter?.matches("[data-submit]") ? event.submitter : null;
    if (button) {
      button.setAttribute("aria-disabled", "true");
      button.title = say("sending");
    }
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    sent = false;
    form.removeAttribute("aria-busy");
    for (const button of all("[data-submit]", form)) button.removeAttribute("aria-disabled");
  });
}

export function forms(root) {
  for (const form of all("form[data-form]", root)) if (claim(form, "once")) sendOnce(form);
  for (const form of all("form[data-auto]", root))
    if (claim(form, "auto")) form.addEventListener("change", () => form.requestSubmit());
  one("[data-focus]", root)?.focus();
}
