// The wall: its figures are fetched again on every arrival and on a timer and put in only where they differ, so that
// nothing flickers. When they cannot be fetched, or the stream is cut, the screen says at once how old they are.
import { lists } from "./lists.js";
import { all, one } from "./tools.js";

const EVERY = 20000;
const OLD = 50000;

export function wall() {
  const place = one("[data-wall]");
  if (!place) return;
  const mark = one("[data-wall-stale]");
  let fresh = Date.now();
  let asking = false;

  const stale = (is) => {
    document.body.classList.toggle("is-stale", is);
    mark.hidden = !is;
    if (is) one("time", mark).textContent = one("[data-wall-stamp]").textContent;
  };
  const put = (text) => {
    const tables = all('[data-show="tab"][aria-pressed="true"]', place).map((button) => one("h2", button.closest("section")).id);
    const at = document.activeElement?.closest?.("[data-wall]") ? document.activeElement.getAttribute("href") : null;
    place.innerHTML = text;
    lists(place);
    for (const id of tables) one('[data-show="tab"]', document.getElementById(id).closest("section"))?.click();
    if (at) one(`a[href="${CSS.escape(at)}"]`, place)?.focus();
  };
  const ask = async () => {
    if (asking || document.hidden) return;
    asking = true;
    const answer = await fetch(place.dataset.wall, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
    asking = false;
    if (!answer?.ok) {
      stale(true);
      return;
    }
    put(await answer.text());
    fresh = Date.now();
    stale(false);
  };

  one("[data-full]")?.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  });
  document.addEventListener("fengqiao:arrival", ask);
  document.addEventListener("fengqiao:linked", ask);
  document.addEventListener("fengqiao:cut", () => {
    stale(true);
    ask();
  });
  document.addEventListener("visibilitychange", ask);
  setInterval(ask, EVERY);
  setInterval(() => {
    if (Date.now() - fresh > OLD) stale(true);
  }, 1000);
}
