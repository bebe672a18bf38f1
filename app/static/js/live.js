// Live: one tab of the browser holds the stream and tells the others; without a stream the state is fetched on a timer.
// The stream carries ids only: what a person may see is asked for with the page's own session.
import { all, memory, one, say } from "./tools.js";

const LEADER = "fengqiao.live-leader";
const BEAT = 4000;
const LOST = 10000;
const POLL = 20000;
const LONGEST_WAIT = 60000;

export function live() {
  const address = document.body.dataset.live;
  if (!address) return;
  const state = document.body.dataset.liveState;
  const me = crypto.randomUUID?.() ?? String(Math.random());
  const title = document.title.replace(/^\(\d+\+?\) /, "");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("fengqiao.live") : null;
  let source = null;
  let wait = 1000;
  let tag = "";
  let polling = null;
  let newest = null;
  let over = false;

  const paint = (found, arrived) => {
    for (const place of all("[data-count]")) {
      const count = found.counts[place.dataset.count];
      if (count === undefined) continue;
      place.textContent = count || "";
      if (place.classList.contains("fq-bell-n")) place.hidden = !count;
    }
    const waiting = found.counts.unread ?? 0;
    document.title = waiting ? `(${waiting}) ${title}` : title;
    if (arrived && found.newest && found.newest.id !== newest) announce(found.newest);
    newest = found.newest?.id ?? newest;
  };
  const announce = (note) => {
    const box = one("[data-arrival]");
    if (!box) return;
    const link = one("[data-arrival-link]", box);
    link.textContent = note.text;
    link.href = note.url;
    one("[data-arrival-more]", box).textContent = note.more ?? "";
    box.hidden = false;
    for (const place of all("[data-refresh]")) refresh(place);
    document.dispatchEvent(new CustomEvent("fengqiao:arrival", { detail: note }));
  };
  const refresh = async (place) => {
    if (place.contains(document.activeElement)) return;
    const answer = await fetch(place.dataset.refresh, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
    if (answer?.ok) place.innerHTML = await answer.text();
  };
  const ask = async (arrived = true) => {
    if (!state || over) return;
    const answer = await fetch(state, { headers: tag ? { "If-None-Match": tag, Accept: "application/json" } : { Accept: "application/json" }, redirect: "error" }).catch(() => null);
    if (!answer) return;
    if (answer.status === 401) {
      over = true;
      stop();
    }
    if (!answer.ok) return;
    tag = answer.headers.get("ETag") ?? "";
    const found = await answer.json();
    paint(found, arrived);
    channel?.postMessage({ found, arrived });
  };
  const offline = (is) => {
    const mark = one("[data-live-lost]");
    if (mark) mark.hidden = !is;
  };
  const poll = () => {
    polling ??= setInterval(() => ask(), POLL);
  };
  const stop = () => {
    source?.close();
    source = null;
    clearInterval(polling);
    polling = null;
  };
  const open = () => {
    if (source || over) return;
    source = new EventSource(address);
    source.addEventListener("open", () => {
      wait = 1000;
      offline(false);
      document.dispatchEvent(new CustomEvent("fengqiao:linked"));
      clearInterval(polling);
      polling = null;
      ask(newest !== null);
    });
    source.addEventListener("arrival", () => ask());
    source.addEventListener("full", () => {
      stop();
      poll();
    });
    source.addEventListener("error", async () => {
      source?.close();
      source = null;
      document.dispatchEvent(new CustomEvent("fengqiao:cut"));
      offline(!navigator.onLine);
      poll();
      await ask();
      if (!over) setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  };

  // The leader: by the browser's own locks, else by a beat in localStorage.
  let holding = false;
  const lead = () => {
    holding = true;
    open();
  };
  const beat = () => {
    const [who, at] = (memory.read(LEADER) ?? " 0").split(" ");
    if (who === me || Date.now() - Number(at) > LOST) {
      memory.write(LEADER, `${me} ${Date.now()}`);
      if (!holding) lead();
    }
  };
  if (navigator.locks) navigator.locks.request(LEADER, () => new Promise(lead));
  else {
    beat();
    setInterval(beat, BEAT);
    addEventListener("pagehide", () => {
      if (holding) memory.write(LEADER, null);
    });
  }
  channel?.addEventListener("message", (event) => paint(event.data.found, event.data.arrived));
  one("[data-arrival-close]")?.addEventListener("click", () => {
    one("[data-arrival]").hidden = true;
  });
  addEventListener("online", () => ask());
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => {
    if (event.persisted && holding) open();
  });
  paint({ counts: {}, newest: null }, false);
}
