// While typing: an amount shown in full, a date with its weekday, an identity number checked at once. The server decides;
// this only saves a round trip, and fills a birth date and sex that the person may correct.
import { all, claim, one } from "./tools.js";

const narrow = (text) => text.normalize("NFKC").trim();
const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const UNITS = { 千: 1000, 万: 10000, 亿: 100000000 };

/** Whole fen of a typed amount, or null. Works on text, so that no cent is lost. */
export function readFen(text) {
  const found = narrow(text).replace(/^(人民币|RMB|CNY|¥)\s*/i, "").match(/^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{0,6}))?([千万亿]?)元?整?$/);
  if (!found) return null;
  const [, whole, part = "", unit] = found;
  const scaled = BigInt(whole.replaceAll(",", "") + part.padEnd(6, "0")) * BigInt(UNITS[unit] ?? 1);
  return scaled % 10000n === 0n ? scaled / 10000n : null;
}

export function writeYuan(fen) {
  const text = fen.toString().padStart(3, "0");
  return `${text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${text.slice(-2)}`;
}

function group(number) {
  let text = "";
  let zero = false;
  for (const [place, name] of [[1000, "仟"], [100, "佰"], [10, "拾"], [1, ""]]) {
    const digit = Math.floor(number / place) % 10;
    if (digit === 0) zero = text !== "";
    else {
      text += (zero ? "零" : "") + DIGITS[digit] + name;
      zero = false;
    }
  }
  return text;
}

/** The amount in capitals, as the server writes it. */
export function capitals(fen) {
  const yuan = fen / 100n;
  const rest = Number(fen % 100n);
  let text = "";
  let gap = false;
  for (const [place, name] of [[100000000n, "亿"], [10000n, "万"], [1n, ""]]) {
    const part = Number((yuan / place) % 10000n);
    if (part === 0) gap = text !== "";
    else {
      text += (text && (gap || part < 1000) ? "零" : "") + group(part) + name;
      gap = false;
    }
  }
  const [jiao, cent] = [Math.floor(rest / 10), rest % 10];
  const head = text ? `${text}元` : rest ? "" : "零元";
  if (!rest) return `人民币${head}整`;
  const tail = (jiao ? `${DIGITS[jiao]}角` : text ? "零" : "") + (cent ? `${DIGITS[cent]}分` : "整");
  return `人民币${head}${tail}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether the check digit of an 18-digit identity number fits (GB 11643). */
export const identityFits = (text) =>
  /^\d{17}[\dX]$/.test(text) &&
  "10X98765432"[WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(text[index]), 0) % 11] === text[17];

/** A day of a typed date, or null; a day without a year is the nearest one. */
export function readDay(text, today = new Date()) {
  const body = narrow(text).replaceAll(" ", "");
  const full = body.match(/^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/);
  const short = body.match(/^(\d{1,2})[-./月](\d{1,2})[日号]?$/);
  const made = (year, month, day) => {
    const found = new Date(year, month - 1, day);
    return found.getMonth() === month - 1 && found.getDate() === day ? found : null;
  };
  if (full && (/[-./年]/.test(body) || body.length === 8)) return made(+full[1], +full[2], +full[3]);
  if (!short) return null;
  const near = [0, -1, 1].map((shift) => made(today.getFullYear() + shift, +short[1], +short[2])).filter(Boolean);
  return near.sort((a, b) => Math.abs(a - today) - Math.abs(b - today))[0] ?? null;
}

/** The hint of a box: made when the page has none; what it said first comes back when nothing can be read. */
function hint(input) {
  const id = `${input.id}-h`;
  let element = document.getElementById(id);
  if (!element) {
    element = document.createElement("div");
    element.className = "fq-hint";
    element.id = id;
    (input.closest(".fq-affix") ?? input).after(element);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }
  element.dataset.first ??= element.textContent;
  return element;
}

const fill = (text, values) => Object.entries(values).reduce((all_, [key, value]) => all_.replace(`{${key}}`, value), text);

function amount(input) {
  const show = () => {
    const fen = readFen(input.value);
    const place = hint(input);
    if (fen === null || fen >= 10n ** 14n) {
      place.textContent = place.dataset.first;
      return;
    }
    place.replaceChildren();
    const figure = document.createElement("span");
    figure.className = "fq-tab";
    figure.textContent = fill(input.dataset.money, { yuan: writeYuan(fen) });
    const words = document.createElement("span");
    words.className = "fq-cap";
    words.textContent = capitals(fen);
    place.append(figure, "　", words);
  };
  input.addEventListener("input", show);
  if (input.value) show();
}

function day(input) {
  const show = () => {
    const found = readDay(input.value);
    const place = hint(input);
    place.textContent = found
      ? fill(input.dataset.date, {
          year: found.getFullYear(),
          month: found.getMonth() + 1,
          day: found.getDate(),
          weekday: input.dataset.weekdays.split(",")[found.getDay()],
        })
      : place.dataset.first;
  };
  input.addEventListener("input", show);
  if (input.value) show();
}

/** `data-identity="birth-field-id sex-field-id"`, sentences in `data-wrong` and `data-right` ({age}). */
function identity(input) {
  const [birth, sex] = (input.dataset.identity || "").split(" ").map((id) => document.getElementById(id));
  const show = () => {
    const text = narrow(input.value).toUpperCase();
    const place = hint(input);
    if (text.length !== 18) {
      place.textContent = place.dataset.first;
      place.classList.remove("ok");
      if (text.length < 18) input.removeAttribute("aria-invalid");
      return;
    }
    const fits = identityFits(text) && readDay(text.slice(6, 14)) !== null;
    input.toggleAttribute("aria-invalid", !fits);
    if (!fits) input.setAttribute("aria-invalid", "true");
    place.classList.toggle("ok", fits);
    if (fits && birth && !birth.dataset.touched) birth.value = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
    if (fits && sex && !sex.dataset.touched) sex.value = Number(text[16]) % 2 ? "male" : "female";
    place.textContent = fits ? input.dataset.right : input.dataset.wrong;
  };
  for (const other of [birth, sex])
    other?.addEventListener("change", () => {
      if (other.value) other.dataset.touched = "1";
      else delete other.dataset.touched;
    });
  input.addEventListener("input", show);
}

export function typing(root) {
  for (const [selector, start] of [["input[data-money]", amount], ["input[data-date]", day], ["input[data-identity]", identity]])
    for (const input of all(selector, root)) if (claim(input, start.name)) start(input);
}
