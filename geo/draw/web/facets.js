/** Filters: what there is of each kind, with counts that follow every other choice. */

import { el, refill } from "./dom.js";
import { FACETS } from "./filter.js";
import { knows, number, say, typeWords } from "./words.js";

const FIRST = 6;

/** @typedef {import("./context.js").Context} Context */

/**
 * Return what a value of a facet is called.
 * @param {import("./types").Table} table @param {string} facet @param {number} code
 */
export function facetName(table, facet, code) {
  if (facet === "precision") return say(`precision.${code}`);
  if (!code) return say("facet.none");
  const name = table.vocabularies[facet][code - 1];
  if (facet === "event_type") return typeWords(name);
  if (facet === "country") return country(name);
  return knows(`${facet}.${name}`) ? say(`${facet}.${name}`) : name;
}

/** @param {string} code */
function country(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}

export class FacetsView {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** @type {Set<string>} */
    this.open = new Set();
    this.box = el("div", { class: "geo-scroll geo-facets" });
  }

  /** Count and build anew, keeping the keyboard where it is. */
  show() {
    const focused = /** @type {HTMLElement} */ (document.activeElement)?.dataset?.key;
    refill(this.box, ...FACETS.map((facet) => this.facet(facet)));
    if (focused) /** @type {HTMLElement} */ (this.box.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
  }

  /** @param {string} facet */
  facet(facet) {
    const { filter, choice } = this.context;
    const { window, undated, chosen } = choice.state;
    const counts = filter.counts(facet, window, undated);
    const picked = chosen[facet] ?? [];
    const codes = [...counts.keys()].filter((code) => counts[code] || picked.includes(code));
    if (codes.length < 2 && !picked.length) return null;
    codes.sort((a, b) => (facet === "precision" ? a - b : counts[b] - counts[a] || a - b));
    const all = this.open.has(facet);
    const shown = codes.filter((code, at) => all || at < FIRST || picked.includes(code)).slice(0, 200);
    return el("fieldset", { class: "geo-facet" },
      el("legend", { text: say(`facet.${facet}`) }),
      ...shown.map((code) => this.option(facet, code, counts[code], picked)),
      this.more(facet, codes.length - shown.length, all));
  }

  /** @param {string} facet @param {number} code @param {number} count @param {number[]} picked */
  option(facet, code, count, picked) {
    const input = el("input", { type: "checkbox", "data-key": `${facet}:${code}`, on: { change: () => this.toggle(facet, code) } });
    input.checked = picked.includes(code);
    return el("label", { class: "geo-option" }, input,
      el("span", { class: "geo-option-name", text: facetName(this.context.table, facet, code), dir: "auto" }),
      el("span", { class: "geo-option-count", text: number(count) }));
  }

  /** @param {string} facet @param {number} hidden @param {boolean} all */
  more(facet, hidden, all) {
    if (!all && hidden < 1) return null;
    const text = all ? say("facet.less") : say("facet.more", { n: number(hidden) });
    const click = () => {
      if (all) this.open.delete(facet);
      else this.open.add(facet);
      this.show();
    };
    return el("button", { type: "button", class: "geo-more", text, "data-key": `${facet}:more`, on: { click } });
  }

  /** @param {string} facet @param {number} code */
  toggle(facet, code) {
    const { choice } = this.context;
    const now = choice.state.chosen[facet] ?? [];
    const next = now.includes(code) ? now.filter((other) => other !== code) : [...now, code];
    choice.set({ chosen: { ...choice.state.chosen, [facet]: next } });
  }
}

/**
 * Return a chip for every choice, each to be taken back.
 * @param {Context} context
 */
export function chips({ table, choice }) {
  const { chosen, query, group } = choice.state;
  const found = [];
  if (group) found.push(chip(say("group.mixed", { n: group.length }), () => choice.set({ group: null })));
  if (query) found.push(chip(`“${query}”`, () => choice.set({ query: "" })));
  for (const [facet, codes] of Object.entries(chosen)) {
    for (const code of codes) {
      const without = () => choice.set({ chosen: { ...choice.state.chosen, [facet]: codes.filter((other) => other !== code) } });
      found.push(chip(facetName(table, facet, code), without));
    }
  }
  return found;
}

/** @param {string} text @param {() => void} remove */
function chip(text, remove) {
  const label = say("clear.one", { what: text });
  return el("button", { type: "button", class: "geo-chip", title: label, "aria-label": label, on: { click: remove } },
    el("span", { text, dir: "auto" }), el("span", { text: "×", "aria-hidden": "true" }));
}
