// Drafts: what is typed is kept on the server two seconds after the last key, and when the page is left.
import { all, claim, csrf, one, say } from "./tools.js";

const PAUSE = 2000;
const RETRY = 15000;

// The mark that says how far saving has come: the page's own, or one made at the end of a form that has none.
function mark(form) {
  const own = one(".fq-saved", form) ?? (all("form[data-draft]").length === 1 ? one(".fq-saved") : null);
  const end = one(".fq-formend .end", form) ?? one("[type=submit]", form);
  if (own || !end) return own;
  const made = document.createElement("span");
  made.className = "fq-saved";
  made.innerHTML = "<span data-saved-text></span>";
  made.hidden = !form.dataset.restored;
  one("[data-saved-text]", made).textContent = say("restored", { time: form.dataset.restored ?? "" });
  end.before(made);
  return made;
}

function keep(form) {
  const note = mark(form);
  let timer = null;
  let dirty = false;
  let sending = false;

  const tell = (text, failed = false) => {
    if (!note || !text) return;
    note.hidden = false;
    note.classList.toggle("is-off", failed);
    one("[data-saved-text]", note).textContent = text;
  };
  const body = () => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  };
  const save = async () => {
    clearTimeout(timer);
    if (!dirty || sending) return;
    dirty = false;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body: body(),
        headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      tell(say("saved", { time: (await answer.json()).saved }));
    } catch {
      dirty = true;
      tell(say("unsaved"), true);
      timer = setTimeout(save, RETRY);
    }
  };
  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (!dirty || sending || document.visibilityState !== "hidden") return;
    const fields = body();
    fields.set("csrf_token", csrf());
    if (navigator.sendBeacon(form.dataset.draft, fields)) dirty = false;
  });
  addEventListener("online", save);
}

export function drafts(root) {
  for (const form of all("form[data-draft]", root)) if (claim(form, "keep")) keep(form);
}
