// Small things that several behaviours share.
export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

const words = () => one("[data-words]")?.dataset ?? {};

/** A sentence of the page with its parameters filled in; empty when the page does not carry it. */
export const say = (name, parameters = {}) =>
  Object.entries(parameters).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), words()[name] ?? "");

/** Whether the person is composing with an input method: every shortcut must leave the keys alone then. */
export const composing = (event) => event.isComposing || event.keyCode === 229;

/** Whether the keys go into a box. */
export const inBox = (event) =>
  event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    ? !/^(checkbox|radio|button|submit)$/.test(event.target.type ?? "")
    : false;

export const csrf = () => one('meta[name="csrf-token"]').content;

/** Mark an element as taken care of; false when it already was. */
export const claim = (element, name) => {
  const mark = `${name}Ready`;
  if (element.dataset[mark]) return false;
  element.dataset[mark] = "1";
  return true;
};

/** localStorage that may be switched off by policy. */
export const memory = {
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Nothing is lost: the setting lasts for this page only.
    }
  },
};
