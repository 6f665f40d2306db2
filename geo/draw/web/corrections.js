/** What a reader finds wrong: kept in this browser, saved as a small file that `geo map` takes. */

import { el, refill, save } from "./dom.js";
import { nearest } from "./nearest.js";
import { say, when } from "./words.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./types").Detail} Detail
 * @typedef {{kind: string, incident_id: string | null, claims: object[], note: string, place?: object | null, same_as?: object[]}} Made
 */

const WRONGS = ["wrong place", "not an incident", "same as", "note"];
const OTHERS = 15;

/**
 * Return the place that a reader wrote: latitude and longitude, the id of a gazetteer, or a name.
 * @param {string} text
 */
export function writtenPlace(text) {
  const plain = text.trim();
  const point = /^(-?\d+(?:\.\d+)?)°?\s*[,;\s]\s*(-?\d+(?:\.\d+)?)°?$/.exec(plain);
  if (point && Math.abs(Number(point[1])) <= 90 && Math.abs(Number(point[2])) <= 180) return { lon: Number(point[2]), lat: Number(point[1]) };
  if (/^[a-z]+:[^\s]+$/.test(plain)) return { id: plain };
  return plain ? { name: plain } : null;
}

/** Return the words that each claim was read from: what names an incident in every run. @param {Detail} detail */
function wordsOf({ claims }) {
  return claims.map(({ words, trigger, source }) => ({ quote: words, trigger: trigger ?? "", article_id: source.article_id ?? null, url: source.url ?? null, title: source.title ?? null }));
}

/** @param {Detail} detail */
function keyOf(detail) {
  return detail.claims.length ? JSON.stringify(wordsOf(detail).map(({ quote, trigger }) => [quote, trigger])) : `row ${detail.id}`;
}

export class Corrections {
  /** @param {Context} context @param {() => void} changed */
  constructor(context, changed) {
    this.context = context;
    this.changed = changed;
    this.store = `geo-corrections:${location.pathname}`;
    /** @type {Map<string, Made>} */
    this.made = this.load();
  }

  /** @returns {Map<string, Made>} */
  load() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.store) ?? "[]");
      return new Map(kept.filter((/** @type {any} */ pair) => typeof pair?.[0] === "string" && WRONGS.includes(pair[1]?.kind)));
    } catch {
      return new Map();
    }
  }

  keep() {
    try {
      localStorage.setItem(this.store, JSON.stringify([...this.made]));
    } catch {
      // Nothing can be kept in a sandboxed frame; the file can still be saved.
    }
    this.changed();
  }

  /** Return what stands at the foot of the panel. @param {number} row @param {Detail} detail */
  form(row, detail) {
    const box = el("details", { class: "geo-correct" });
    const fill = () => {
      const made = this.made.get(keyOf(detail));
      refill(box, el("summary", { text: say("correct") }), ...(made ? this.kept(made, detail, fill) : this.blank(row, detail, fill)));
      box.open ||= Boolean(made);
    };
    fill();
    return box;
  }

  /** @param {Made} made @param {Detail} detail @param {() => void} fill */
  kept(made, detail, fill) {
    const click = () => {
      this.made.delete(keyOf(detail));
      this.keep();
      fill();
    };
    const right = [placeWords(made.place), made.note].filter(Boolean).join(" · ");
    return [
      el("p", { class: "geo-kept", role: "status" }, el("b", { text: say(`correct.${made.kind}`) }), right ? el("span", { text: right, dir: "auto" }) : null, el("small", { text: say("correct.kept") })),
      el("button", { type: "button", class: "geo-button", text: say("correct.undo"), on: { click } }),
    ];
  }

  /** @param {number} row @param {Detail} detail @param {() => void} fill */
  blank(row, detail, fill) {
    const field = (/** @type {string} */ name) => el("input", { type: "text", class: "geo-input", placeholder: say(name), "aria-label": say(name), maxlength: 300, dir: "auto" });
    const kind = el("select", { "aria-label": say("correct.kind"), on: { change: () => turn() } }, ...WRONGS.map((name) => el("option", { value: name, text: say(`correct.${name}`) })));
    const place = field("correct.place");
    const pick = el("button", { type: "button", class: "geo-button", text: say("correct.pick"), "aria-pressed": "false", on: { click: () => this.pick(pick, place) } });
    const other = el("select", { "aria-label": say("correct.other") });
    const note = field("correct.words");
    const placing = el("div", { class: "geo-placing" }, place, pick);
    const turn = () => {
      placing.hidden = kind.value !== "wrong place";
      other.hidden = kind.value !== "same as";
      if (!other.hidden) this.offer(row, other);
    };
    turn();
    const click = async () => {
      const made = { kind: kind.value, incident_id: detail.id ?? null, claims: wordsOf(detail), note: note.value.trim() };
      this.made.set(keyOf(detail), { ...made, ...(await this.right(made.kind, place, other)) });
      this.context.picking = null;
      this.keep();
      fill();
    };
    return [el("div", { class: "geo-correct-form" }, kind, placing, other, note, el("button", { type: "button", class: "geo-button geo-primary", text: say("correct.keep"), on: { click } }))];
  }

  /** Return what a kind of correction says is right. @param {string} kind @param {any} place @param {any} other */
  async right(kind, place, other) {
    if (kind === "wrong place") return { place: writtenPlace(place.value) };
    if (kind !== "same as" || !other.value) return {};
    return { same_as: wordsOf(await this.context.texts.detail(Number(other.value))) };
  }

  /** Let the next click on the map say where it was. @param {HTMLElement} button @param {any} input */
  pick(button, input) {
    const { context } = this;
    const on = !context.picking;
    button.setAttribute("aria-pressed", String(on));
    context.picking = on && ((/** @type {{lat: number, lng: number}} */ { lat, lng }) => {
      input.value = `${lat.toFixed(4)}, ${lng.toFixed(4)}`;
      button.setAttribute("aria-pressed", "false");
      context.picking = null;
      input.focus();
    });
  }

  /** Offer the incidents that may be the same. @param {number} row @param {any} select */
  async offer(row, select) {
    const { table, texts } = this.context;
    const rows = nearest(table, row, OTHERS);
    const summaries = await Promise.all(rows.map((near) => texts.summary(near)));
    refill(select, ...rows.map((near, at) => el("option", { value: near, text: `${summaries[at]} (${when(table, near)})` })));
  }

  /** Return the corrections as the file that is saved. */
  toFile() {
    const corrections = [...this.made].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, made]) => made);
    return JSON.stringify({ schema: 1, corrections }, null, 1);
  }

  /** Return what stands at the foot of the key. */
  summary() {
    if (!this.made.size) return null;
    const keepFile = () => save(new Blob([this.toFile()], { type: "application/json" }), "corrections.json");
    const forget = () => { this.made.clear(); this.keep(); };
    return el("section", { class: "geo-part" }, el("h3", { text: say("corrections", { n: this.made.size }) }),
      el("p", { class: "geo-note", text: say("corrections.use") }),
      el("div", { class: "geo-buttons" },
        el("button", { type: "button", class: "geo-button", text: say("corrections.save"), on: { click: keepFile } }),
        el("button", { type: "button", class: "geo-button", text: say("corrections.forget"), on: { click: forget } })));
  }
}

/** @param {any} place */
function placeWords(place) {
  if (!place) return "";
  return place.name ?? place.id ?? `${place.lat}, ${place.lon}`;
}
