// Talking to the server that served this page, and to no other.

import { t } from "./i18n.js";
import { readPlain, writePlain } from "./store.js";

/** An error in the server's uniform shape. */
export class ApiError extends Error {
  constructor(status, code, message, hint) {
    super(message);
    Object.assign(this, { status, code, hint });
  }
}

export function setKey(key) {
  writePlain("key", key);
}

export function hasKey() {
  return Boolean(readPlain("key"));
}

async function request(path, options = {}) {
  const headers = { ...options.headers };
  const key = readPlain("key");
  if (key) headers.Authorization = `Bearer ${key}`;
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "offline", t().offline, t().offlineHint);
  }
  if (!response.ok) throw await fault(response);
  return response;
}

async function fault(response) {
  try {
    const { error } = await response.json();
    return new ApiError(response.status, error.code, error.message, error.hint);
  } catch {
    return new ApiError(response.status, "error", `HTTP ${response.status}`, "");
  }
}

export async function json(path) {
  return (await request(path)).json();
}

export async function text(path) {
  return (await request(path)).text();
}

const reports = new Map();

/** A whole report, fetched once. */
export function report(id) {
  if (!reports.has(id)) {
    const loading = json(`/api/reports/${encodeURIComponent(id)}`);
    loading.catch(() => reports.delete(id));
    reports.set(id, loading);
  }
  return reports.get(id);
}

/** Asks, and calls `tell(name, data)` for every event. Resolves with the whole answer; rejects with ApiError or AbortError. */
export async function chat(question, history, report, tell, signal) {
  const response = await request("/api/chat", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(report ? { question, history, report } : { question, history }), signal,
  });
  let answer = null;
  for await (const { name, data } of events(response.body)) {
    if (name === "error") throw new ApiError(response.status, data.error.code, data.error.message, data.error.hint);
    if (name === "done") answer = data;
    tell(name, data);
  }
  if (!answer) throw new ApiError(0, "offline", t().offline, t().offlineHint);
  return answer;
}

/** The server-sent events of a body. EventSource cannot be used: it only sends GET. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      rest += value;
      const blocks = rest.split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const name = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (name && data) yield { name, data: JSON.parse(data) };
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
