/** What a reader finds wrong: kept in this browser, saved as a small file that `geo map` takes. */

import { el } from "./dom.js";
import { placeOf, say } from "./words.js";

/** @typedef {import("./context.js").Context} Context */

const KEY = "geo-corrections";
const VERDICTS = ["wrong place", "not an incident", "same as"];

export class Corrections {
  /** @param {Context} context @param {() => void} changed */
  constructor(context, changed) {
    this.context = context;
    this.changed = changed;
    /** @type {Record<string, {verdict: string, note: string, [key: string]: any}>} */
    this.made = this.load();
  }

  load() {
    try {
      return JSON.parse(localStorage.getItem(KEY) ?? "{}");
    } catch {
      return {};
    }
  }

  keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(this.made));
    } catch {
      // Nothing can be kept in a sandboxed frame; the file can still be saved.
    }
    this.changed();
  }

  /** Return the form that stands at the foot of the panel. @param {number} row */
  form(row) {
    const box = el("details", { class: "geo-correct" }, el("summary", { text: say("correct") }));
    const verdict = el("select", { "aria-label": say("correct.verdict") }, ...VERDICTS.map((name) => el("option", { value: name, text: say(`correct.${name}`) })));
    const note = el("input", { type: "text", class: "geo-input", placeholder: say("correct.note"), "aria-label": say("correct.note"), maxlength: 300, dir: "auto" });
    const said = el("p", { class: "geo-note", role: "status" });
    const click = async () => {
      const { table, texts } = this.context;
      const detail = await texts.detail(row);
      this.made[detail.id] = {
        verdict: verdict.value, note: note.value, summary: detail.summary, place: placeOf(table, row).name,
        quotes: detail.claims.map(({ words }) => words), articles: detail.claims.map(({ source }) => source.article_id ?? null),
      };
      this.keep();
      said.textContent = say("correct.kept");
    };
    box.append(el("div", { class: "geo-correct-form" }, verdict, note, el("button", { type: "button", class: "geo-button", text: say("correct.keep"), on: { click } })), said);
    return box;
  }

  /** Return the corrections as the file that is saved. */
  toFile() {
    const corrections = Object.entries(this.made).sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, made]) => ({ incident_id: id, ...made }));
    return JSON.stringify({ schema: 1, corrections }, null, 1);
  }

  /** Return what stands at the foot of the key. */
  summary() {
    const count = Object.keys(this.made).length;
    if (!count) return null;
    const save = () => {
      const link = el("a", { href: URL.createObjectURL(new Blob([this.toFile()], { type: "application/json" })), download: "corrections.json" });
      link.click();
    };
    const forget = () => { this.made = {}; this.keep(); };
    return el("section", { class: "geo-part" }, el("h3", { text: say("corrections", { n: count }) }),
      el("div", { class: "geo-buttons" },
        el("button", { type: "button", class: "geo-button", text: say("corrections.save"), on: { click: save } }),
        el("button", { type: "button", class: "geo-button", text: say("corrections.forget"), on: { click: forget } })));
  }
}
