/** The panel: one incident with its date, place, actors, casualties and who says so. */

import { rowSymbol, statusBadge } from "./context.js";
import { el, iconButton, outward, refill } from "./dom.js";
import {
  claimDate, countWords, datePrecision, moment, placeOf, placePrecision, say, typeWords, value, when, where,
} from "./words.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./types").Detail} Detail
 * @typedef {import("./types").Claim} Claim
 */

/** Letters up to which the words of a table's row are its title. */
const TITLE = 90;

export class Panel {
  /** @param {Context} context @param {(row: number, detail: Detail) => (HTMLElement | null)} extra what else stands at its foot */
  constructor(context, extra) {
    this.context = context;
    this.extra = extra;
    this.shown = -1;
    this.body = el("div", { class: "geo-scroll geo-panel-body" });
    this.position = el("span", { class: "geo-position", "aria-live": "polite" });
    const bar = el("div", { class: "geo-panel-bar" },
      iconButton("previous", say("panel.previous"), () => this.step(-1)),
      this.position,
      iconButton("next", say("panel.next"), () => this.step(1)),
      el("span", { class: "geo-space" }),
      iconButton("zoom", say("panel.zoom"), () => this.zoom()),
      iconButton("close", say("panel.close"), () => this.close()));
    this.box = el("section", { class: "geo-card geo-panel", "aria-label": say("panel"), hidden: true, tabindex: "-1" }, bar, this.body);
    this.box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowLeft") this.step(-1);
    else if (event.key === "ArrowRight") this.step(1);
    else return;
    event.preventDefault();
  }

  close() {
    const row = this.shown;
    this.context.choice.set({ selected: -1 });
    this.context.places.list?.dispatchEvent(new CustomEvent("geo-return", { detail: row }));
  }

  zoom() {
    const { table, map } = this.context;
    if (table.pinned[this.shown]) map.setView([table.lat[this.shown] / 1e5, table.lon[this.shown] / 1e5], Math.max(map.getZoom(), 9));
  }

  /** @param {number} by */
  step(by) {
    const rows = this.context.rows();
    const at = rows.indexOf(this.shown);
    const next = rows[(at + by + rows.length) % rows.length];
    if (next !== undefined) this.context.show(next);
  }

  /** @param {number} row */
  async show(row) {
    this.shown = row;
    this.box.hidden = row < 0;
    if (row < 0) return;
    this.place();
    const detail = await this.context.texts.detail(row);
    if (this.shown !== row) return;
    refill(this.body, ...this.parts(row, detail));
    this.body.scrollTop = 0;
  }

  /** Say which of how many is shown. */
  place() {
    const rows = this.context.rows();
    const at = rows.indexOf(this.shown);
    this.position.textContent = at < 0 ? "" : say("panel.position", { n: at + 1, all: rows.length });
  }

  /** @param {number} row @param {Detail} detail */
  parts(row, detail) {
    return [
      this.head(row, detail),
      el("dl", { class: "geo-facts" }, ...this.whenFact(row, detail), ...this.whereFact(row, detail), ...who(detail), ...casualties(detail), ...sourceFact(detail)),
      sentences("geo-differ", "panel.disagree", detail.disagreements),
      sentences("geo-corrected", "panel.corrected", detail.corrections),
      this.claims(detail),
      this.extra(row, detail),
    ];
  }

  /** @param {number} row @param {Detail} detail */
  head(row, detail) {
    const { table } = this.context;
    const type = value(table, "event_type", row);
    const kind = table.kinds[table.codes.event_type[row] - 1];
    const long = !detail.claims.length && detail.summary.length > TITLE;
    return el("header", { class: "geo-panel-head" },
      el("p", { class: "geo-kicker" }, rowSymbol(this.context, row), el("span", { text: typeWords(type), title: kind?.definition ?? "" }), statusBadge(table, row)),
      el("h2", { class: "geo-panel-title", text: long ? [typeWords(type), placeOf(table, row).name].filter(Boolean).join(" · ") : detail.summary || typeWords(type), dir: "auto" }),
      ...[long && detail.summary, detail.text].filter(Boolean).map((text) => el("p", { class: "geo-text", text, dir: "auto" })),
      modality(value(table, "modality", row)));
  }

  /** @param {number} row @param {Detail} detail */
  whenFact(row, detail) {
    const { table } = this.context;
    const dated = detail.claims.filter(({ date }) => date[0] || date[1]);
    // What the words of one claim say is no longer inferred.
    const inferred = (dated[0]?.inferred ?? []).filter((part) => dated.every((claim) => claim.inferred?.includes(part)));
    const notes = [datePrecision(table, row), inferred.length ? say("date.inferred", { part: inferred.map((part) => say(`part.${part}`)).join(", ") }) : ""];
    return fact(say("panel.when"), when(table, row), notes.filter(Boolean).join("; "));
  }

  /** @param {number} row @param {Detail} detail */
  whereFact(row, detail) {
    const { table } = this.context;
    const { path } = placeOf(table, row);
    const counterparts = detail.others.filter(({ role }) => role === "counterpart").map(({ name }) => name);
    const main = counterparts.length && !table.pinned[row] ? say("where.between", { places: counterparts.join(" – ") }) : where(table, row);
    const ends = detail.others.filter(({ role }) => !["counterpart", "area"].includes(role))
      .map(({ role, name }) => (role === "origin" ? say("where.from", { place: name }) : say(role === "toward" ? "relation.toward" : "where.to", { place: name })));
    const names = detail.names.length ? say("where.also", { names: detail.names.join(", ") }) : "";
    const nopin = table.pinned[row] ? "" : say("where.nopin");
    const notes = [path.split(" / ").reverse().join(", "), heldBy(table, row), placePrecision(table, row), ...ends, names, nopin];
    return fact(say("panel.where"), main, ...notes);
  }

  /** @param {Detail} detail */
  claims(detail) {
    if (!detail.claims.length) return null;
    const several = detail.claims.length > 1 ? " geo-several" : "";
    return el("section", { class: "geo-claims" },
      el("h3", { text: say("panel.claims") }),
      el("div", { class: `geo-claim-grid${several}` }, ...detail.claims.map(claimCard)));
  }
}

/** @param {string} held */
function modality(held) {
  if (!held || held === "happened") return null;
  return el("p", { class: "geo-modality", text: say(`modality.${held}`) });
}

/** Say who held the place on the day. @param {import("./types").Table} table @param {number} row */
function heldBy(table, row) {
  const [codes, claimed, uncertain] = value(table, "held", row) || [[], [], 0];
  if (!codes.length && !claimed.length) return "";
  const [inFact, byLaw] = [codes, claimed].map((names) => names.join(" / ") || say("held.nobody"));
  return say(inFact === byLaw ? "held.same" : "held.differ", { fact: inFact, law: byLaw }) + (uncertain ? say("held.uncertain") : "");
}

/** @param {string} term @param {string} main @param {...string} notes */
function fact(term, main, ...notes) {
  return [
    el("dt", { text: term }),
    el("dd", {}, el("span", { class: "geo-main", text: main, dir: "auto" }), ...notes.filter(Boolean).map((note) => el("span", { class: "geo-note", text: note, dir: "auto" }))),
  ];
}

/** @param {Detail} detail */
function who(detail) {
  if (!detail.actors.length) return [];
  const people = detail.actors.map((actor) => el("li", {},
    el("span", { text: actor.name, dir: "auto" }),
    el("span", { class: "geo-role", text: [say(`role.${actor.role}`), actor.kind].filter(Boolean).join(" · ") })));
  return [el("dt", { text: say("panel.who") }), el("dd", {}, el("ul", { class: "geo-people" }, ...people))];
}

/** @param {Detail} detail */
function casualties(detail) {
  const counts = detail.counts ?? [];
  const killed = countWords(/** @type {any} */ ([0, 1, 2].map((i) => counts[i] ?? null)));
  const wounded = countWords(/** @type {any} */ ([3, 4, 5].map((i) => counts[i] ?? null)));
  const words = [killed && say("killed", { n: killed }), wounded && say("wounded", { n: wounded })].filter(Boolean).join(", ");
  if (!words && !detail.casualties) return [];
  return fact(say("panel.casualties"), words || `“${detail.casualties}”`, words && detail.casualties ? `“${detail.casualties}”` : "");
}

/** Whom a table names as its source. @param {Detail} detail */
function sourceFact({ source, claims }) {
  if (!source || claims.length) return [];
  return [el("dt", { text: say("panel.source.term") }), el("dd", {}, outward(source.publisher || source.url || "", source.url))];
}

/** @param {string} name @param {string} title @param {string[]} said */
function sentences(name, title, said) {
  if (!said.length) return null;
  return el("section", { class: name }, el("h3", { text: say(title) }), el("ul", {}, ...said.map((text) => el("li", { text, dir: "auto" }))));
}

/** @param {Claim} claim */
function claimCard(claim) {
  const { source } = claim;
  const speaker = claim.claimant || say("panel.article");
  const meta = [source.publisher, source.published && say("panel.published", { date: moment(Date.parse(source.published) / 60000, "short") })];
  return el("article", { class: `geo-claim geo-stance-${claim.stance}` },
    el("p", { class: "geo-claimant" }, el("b", { text: speaker, dir: "auto" }), ` ${say(`stance.${claim.stance}`)}`, claimModality(claim)),
    el("blockquote", { dir: "auto" },
      el("span", { class: "geo-context", text: claim.before ? `… ${claim.before} ` : "" }),
      el("mark", { text: claim.words }),
      el("span", { class: "geo-context", text: claim.after ? ` ${claim.after} …` : "" })),
    el("p", { class: "geo-source" },
      el("span", { text: claimDate(claim.date) }), " · ",
      outward(source.title || source.article_id || "", source.url, "geo-source-title"),
      ...meta.filter(Boolean).map((text) => el("span", { text: ` · ${text}`, dir: "auto" }))));
}

/** @param {Claim} claim */
function claimModality({ modality: held }) {
  return held && held !== "happened" ? el("span", { class: "geo-held", text: say(`modality.${held}`) }) : null;
}
