// Uploads: names and sizes of the chosen files, a refusal before sending what is too large, files dropped on the box.
import { all, claim, one, say } from "./tools.js";

const MEGABYTE = 1024 * 1024;
const size = (octets) => (octets < MEGABYTE ? `${Math.max(1, Math.round(octets / 1024))} KB` : `${(octets / MEGABYTE).toFixed(1)} MB`);

function watch(box) {
  box.classList.add("is-ready");
  const list = one("[data-upload-list]", box);
  const limit = Number(box.dataset.limit) * MEGABYTE;
  const show = () => {
    list.replaceChildren();
    for (const input of all('input[type="file"]', box))
      for (const file of input.files) {
        const line = document.createElement("li");
        const tooLarge = file.size > limit;
        line.textContent = tooLarge ? say("tooLarge", { name: file.name }) : `${file.name}（${size(file.size)}）`;
        if (tooLarge) line.className = "fq-err";
        list.append(line);
      }
  };
  box.addEventListener("change", show);
  for (const name of ["dragover", "dragleave", "drop"])
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("is-over", name === "dragover");
    });
  box.addEventListener("drop", (event) => {
    const input = one('input[type="file"]', box);
    input.files = event.dataTransfer.files;
    show();
  });
  box.closest("form")?.addEventListener("submit", (event) => {
    if (one("[data-upload-list] .fq-err", box)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      one('input[type="file"]', box).focus();
    }
  }, true);
}

export function upload(root) {
  for (const box of all("[data-upload]", root)) if (claim(box, "watch")) watch(box);
}
