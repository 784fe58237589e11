// The conversation: suggestions on an empty page, turns, and the box to ask in.

import { ApiError, chat, setKey } from "./api.js";
import { announce, h, icon, toast } from "./dom.js";
import { t } from "./i18n.js";
import { errorBox, missing, questionBubble, reply, waiting } from "./message.js";
import { chosenReport, onReport, reportPicker } from "./reports.js";
import { conversation } from "./store.js";
import { suggestions } from "./suggest.js";

const MAX_CHARS = 2000;
const HISTORY_TURNS = 10; // Questions and answers before this one that the server is sent.

let turns = conversation.load();
let running = null; // The AbortController of the answer that is arriving.
let place, field, sendButton, counter, scroller, openCitation;

onReport(() => { if (place?.isConnected && !turns.length) draw(); }); // other suggestions

/** The view. `open(citation, button)` opens the report. */
export function chatView(open) {
  openCitation = open;
  place = h("div", { class: "turns", role: "log", "aria-live": "off", "aria-label": t().conversation });
  scroller = h("div", { class: "scroller", tabindex: "-1" }, place);
  const view = h("section", { class: "chat view", "aria-label": t().ask }, scroller, composer());
  draw();
  return view;
}

function composer() {
  field = h("textarea", {
    id: "question", rows: "1", placeholder: t().placeholder, "aria-label": t().question, enterkeyhint: "send", dir: "auto",
    autocomplete: "off", on: { input: grow, keydown: onKey },
  });
  sendButton = h("button", { type: "submit", class: "send" });
  counter = h("span", { class: "counter", "aria-live": "polite" });
  const form = h("form", { class: "composer", on: { submit: onSubmit } }, h("div", { class: "box" }, field, sendButton));
  showSending();
  return h("div", { class: "dock" }, form, h("p", { class: "hint" }, reportPicker(), h("span", { text: t().hint }), counter));
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
  const length = Array.from(field.value).length;
  counter.textContent = length > MAX_CHARS * 0.9 ? t().tooLong(length, MAX_CHARS) : "";
  counter.classList.toggle("over", length > MAX_CHARS);
  if (!running) sendButton.disabled = !field.value.trim() || length > MAX_CHARS;
}

function onKey(event) {
  // Enter that ends a word of an input method is not meant for the form.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  if (!running && !sendButton.disabled) send(field.value.trim());
}

function onSubmit(event) {
  event.preventDefault();
  if (running) running.abort();
  else if (!sendButton.disabled) send(field.value.trim());
}

function showSending() {
  const label = running ? t().stop : t().send;
  sendButton.replaceChildren(icon(running ? "stop" : "send"));
  sendButton.setAttribute("aria-label", label);
  sendButton.title = label;
  sendButton.classList.toggle("running", Boolean(running));
  sendButton.disabled = running ? false : !field.value.trim();
}

/** Asks `question`; used by the box, the suggestions and "try again". */
export async function send(question) {
  if (running) return;
  const turn = { question, answer: null };
  const history = turns.filter((past) => past.answer).slice(-HISTORY_TURNS).flatMap((past) => [
    { role: "user", content: past.question }, { role: "assistant", content: past.answer.answer },
  ]);
  turns = turns.filter((past) => past.answer).concat(turn);
  field.value = "";
  grow();
  draw();
  const target = place.lastElementChild.querySelector(".slot");
  announce(t().searching);
  running = new AbortController();
  showSending();
  const arriving = { language: "zh", statements: [], citations: [], refusal: null };
  try {
    turn.answer = await chat(question, history, chosenReport(), (name, data) => arrive(name, data, arriving, target), running.signal);
    conversation.save(turns);
    if (target.isConnected) target.replaceChildren(reply(turn, openCitation, true));
    else draw(); // the page was drawn anew meanwhile, in another language or after a visit to the figures
    announce([turn.answer.answer, missing(turn.answer)].filter(Boolean).join("\n"));
  } catch (error) {
    fail(error, turn, target);
  } finally {
    running = null;
    showSending();
    grow();
    toEnd();
  }
}

function arrive(name, data, arriving, target) {
  if (name === "status" && !arriving.statements.length) target.replaceChildren(waiting(data.stage));
  if (name === "citations") {
    const known = new Set(arriving.citations.map((c) => c.marker));
    arriving.citations.push(...data.citations.filter((c) => !known.has(c.marker)));
  }
  if (name === "statement") {
    arriving.statements.push(data);
    arriving.language = guess(data.text);
    target.replaceChildren(reply({ answer: arriving }, openCitation, false));
    toEnd();
  }
}

/** The language of a sentence that has arrived alone; the whole answer says it itself. */
function guess(text) {
  return (text.match(/[\u3400-\u9fff]/g) ?? []).length > text.length / 3 ? "zh" : "en";
}

function fail(error, turn, target) {
  if (error.name === "AbortError") {
    turns = turns.filter((past) => past !== turn);
    target.replaceChildren(h("p", { class: "waiting", text: t().stopped }));
    announce(t().stopped);
    field.value = field.value || turn.question;
    return;
  }
  if (!(error instanceof ApiError)) throw error;
  const again = () => { turns = turns.filter((past) => past !== turn); send(turn.question); };
  target.replaceChildren(error.status === 401 ? keyBox(again) : errorBox(error, again));
}

/** Asks for the key where the server wants one. */
function keyBox(again) {
  const input = h("input", { type: "password", autocomplete: "off", "aria-label": t().keyLabel });
  const save = (event) => { event.preventDefault(); setKey(input.value.trim()); again(); };
  return h(
    "form", { class: "reply error", role: "alert", on: { submit: save } }, h("h3", { class: "error-title", text: t().keyTitle }),
    h("div", { class: "key-row" }, input, h("button", { type: "submit", class: "quiet-button", text: t().keySave })),
  );
}

function draw() {
  const shown = turns.length ? turns.map((turn) => {
    const slot = h("div", { class: "slot" }, turn.answer ? reply(turn, openCitation, true) : waiting("search"));
    return h("article", { class: "turn" }, questionBubble(turn.question), slot);
  }) : [suggestions(send)];
  place.replaceChildren(...shown);
  place.classList.toggle("empty", !turns.length);
  toEnd();
}

function toEnd() {
  if (turns.length) scroller.scrollTo({ top: scroller.scrollHeight, behavior: reducedMotion() ? "auto" : "smooth" });
}

function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function clear() {
  if (running) running.abort();
  const before = turns;
  turns = [];
  conversation.save(turns);
  draw();
  field.focus();
  if (before.length) {
    toast(t().cleared, { label: t().undo, run: () => { turns = before; conversation.save(turns); draw(); } });
  }
}

export function finishedTurns() {
  return turns.filter((turn) => turn.answer);
}

export function focusField() {
  field?.focus();
}
