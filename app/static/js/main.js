// Starts every small behaviour of the pages. Each works on marked elements and is absent where its mark is; pages work
// without any of them. No inline code, no evaluated text, no words of its own: sentences come from [data-words].
import { keys } from "./keys.js";
import { layers } from "./layers.js";
import { lists } from "./lists.js";
import { forms } from "./forms.js";
import { typing } from "./typing.js";
import { drafts } from "./drafts.js";
import { upload } from "./upload.js";
import { proposed } from "./proposed.js";
import { live } from "./live.js";
import { wall } from "./wall.js";

for (const start of [layers, lists, forms, typing, drafts, upload, proposed, keys, wall, live]) start(document);

// What htmx brings in later gets the same behaviours, except those that listen on the whole document.
document.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  for (const start of [lists, forms, typing, drafts, upload, proposed]) start(event.target);
});
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});
