// What the browser keeps: preferences and the conversation. Where storage is closed, the page works and forgets.

const PREFIX = "qinghai-qa.";

export function read(name, fallback = null) {
  try {
    const value = localStorage.getItem(PREFIX + name);
    return value === null ? fallback : JSON.parse(value);
  } catch {
    return fallback;
  }
}

export function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Full or closed: nothing that the reader sees depends on it.
  }
}

/** Plain strings, which early.js reads too. */
export function writePlain(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above.
  }
}

export function readPlain(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** The conversation: a list of {question, answer} with answers as the API gave them; unfinished turns are not kept. */
export const conversation = {
  load() {
    const turns = read("conversation", []);
    return Array.isArray(turns) ? turns.filter((turn) => turn && typeof turn.question === "string" && turn.answer) : [];
  },
  save(turns) {
    write("conversation", turns.filter((turn) => turn.answer).slice(-100));
  },
};
