/** The list of what is shown: as long as it likes, only what is in view is built. */

import { rowSymbol, statusBadge } from "./context.js";
import { el, refill } from "./dom.js";
import { number, placeOf, say, typeWords, value, when, where } from "./words.js";

/** Height of an item, in letters of the page: as in the style sheet. */
const ITEM = 7.125;
const BEYOND = 4;
const TALLEST = 8000000;

/** @typedef {import("./context.js").Context} Context */

export class ListView {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** @type {Uint32Array} */
    this.rows = new Uint32Array(0);
    this.items = el("ol", { class: "geo-items", role: "list" });
    this.box = el("div", { class: "geo-scroll geo-list", tabindex: "-1" }, this.items);
    this.empty = el("p", { class: "geo-empty", text: say("count.none") });
    this.box.addEventListener("scroll", () => this.fill());
    this.box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.walk(event));
    this.height = itemHeight();
    new ResizeObserver(() => this.resize()).observe(this.box);
    /** @type {Map<number, HTMLElement>} */
    this.built = new Map();
  }

  /** @param {Uint32Array} rows */
  show(rows) {
    this.rows = rows;
    this.built.forEach((item) => item.remove());
    this.built.clear();
    this.items.style.height = `${Math.min(rows.length * this.height, TALLEST)}px`;
    this.empty.remove();
    if (!rows.length) this.box.append(this.empty);
    this.fill();
  }

  /** Keep to the size of the letters, which a reader may change. */
  resize() {
    const height = itemHeight();
    if (height === this.height) this.fill();
    else {
      this.height = height;
      this.show(this.rows);
    }
  }

  /** Build the items in view and drop the others. */
  fill() {
    // Read before anything is written: each look at the layout after that would lay all out anew.
    const { scrollTop, clientHeight } = this.box;
    const tall = this.rows.length * this.height;
    const squeeze = tall > TALLEST ? (tall - clientHeight) / (TALLEST - clientHeight) : 1;
    const top = scrollTop * squeeze;
    const first = Math.max(0, Math.floor(top / this.height) - BEYOND);
    const last = Math.min(this.rows.length, Math.ceil((top + clientHeight) / this.height) + BEYOND);
    for (const [at, item] of this.built) {
      if (at >= first && at < last) continue;
      if (item.contains(document.activeElement)) this.box.focus();
      item.remove();
      this.built.delete(at);
    }
    for (let at = first; at < last; at++) {
      let item = this.built.get(at);
      if (!item) {
        item = this.item(at);
        this.built.set(at, item);
        const after = [...this.built].filter(([other]) => other > at).sort(([a], [b]) => a - b)[0];
        this.items.insertBefore(item, after ? after[1] : null);
      }
      item.style.top = `${at * this.height - top + scrollTop}px`;
    }
    this.mark();
  }

  /** @param {number} at @returns {HTMLElement} */
  item(at) {
    const { table, choice } = this.context;
    const row = this.rows[at];
    const told = this.told(row);
    const button = el("button", {
      type: "button", class: "geo-item", "data-row": row,
      on: {
        click: () => this.context.show(row),
        mouseenter: () => choice.set({ hover: row }), mouseleave: () => choice.set({ hover: -1 }),
        focus: () => choice.set({ hover: row }),
      },
    },
    rowSymbol(this.context, row),
    el("span", { class: "geo-item-body" },
      el("span", { class: "geo-item-head" }, el("span", { class: "geo-item-date", text: when(table, row) }), statusMark(table, row)),
      ...told,
      el("span", { class: "geo-item-foot" }, el("span", { text: this.placed(row), dir: "auto" }), this.killed(row))));
    return el("li", { class: "geo-item-row", "aria-setsize": this.rows.length, "aria-posinset": at + 1 }, button);
  }

  /** Return what a row is called, and the words it was read from. @param {number} row */
  told(row) {
    const { table, texts } = this.context;
    const summary = el("span", { class: "geo-item-summary", dir: "auto", text: typeWords(value(table, "event_type", row)) });
    if (!table.articles[row]) {
      summary.classList.add("geo-item-whole");
      texts.summary(row).then((text) => { if (text) summary.textContent = text; });
      return [summary];
    }
    const words = el("span", { class: "geo-item-words", dir: "auto" });
    texts.detail(row).then((detail) => {
      if (detail.summary) summary.textContent = detail.summary;
      if (detail.claims.length) words.textContent = say("list.words", { words: detail.claims[0].words });
    });
    return [summary, words];
  }

  /** @param {number} row */
  placed(row) {
    const { table } = this.context;
    const { path } = placeOf(table, row);
    const outer = path.split(" / ")[0];
    const words = where(table, row);
    return outer && !words.includes(outer) ? `${words}, ${outer}` : words;
  }

  /** @param {number} row */
  killed(row) {
    const count = this.context.table.killed[row];
    return count > 1 ? el("span", { class: "geo-killed", text: say("killed", { n: number(count - 1) }) }) : null;
  }

  /** Show which item is chosen. */
  mark() {
    const { selected, hover } = this.context.choice.state;
    for (const [at, item] of this.built) {
      const button = /** @type {HTMLElement} */ (item.firstChild);
      if (this.rows[at] === selected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      button.classList.toggle("geo-hover", this.rows[at] === hover);
    }
  }

  /** Scroll a row into view. @param {number} row */
  reveal(row) {
    const at = this.rows.indexOf(row);
    if (at < 0) return;
    const top = at * this.height;
    const { scrollTop, clientHeight } = this.box;
    if (top < scrollTop || top + this.height > scrollTop + clientHeight) this.box.scrollTop = Math.max(0, top - clientHeight / 3);
    this.fill();
  }

  /** Go from item to item by keys. @param {KeyboardEvent} event */
  walk(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5, Home: -Infinity, End: Infinity };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    if (!step || !this.rows.length) return;
    event.preventDefault();
    const row = Number(/** @type {HTMLElement} */ (document.activeElement)?.dataset?.row ?? -1);
    const at = Math.max(0, Math.min(this.rows.length - 1, this.rows.indexOf(row) + step));
    this.reveal(this.rows[at]);
    /** @type {any} */ (this.built.get(at)?.firstChild)?.focus();
  }

  /** Put the keyboard back where it was. @param {number} row */
  focus(row) {
    this.reveal(row);
    const item = this.built.get(this.rows.indexOf(row));
    (/** @type {any} */ (item?.firstChild) ?? this.box).focus();
  }
}

function itemHeight() {
  return ITEM * parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Return the status where it is more than told. @param {import("./types").Table} table @param {number} row */
function statusMark(table, row) {
  return value(table, "status", row) === "reported" ? null : statusBadge(table, row);
}

/** @param {HTMLElement} box @param {ListView} list @param {HTMLElement} head */
export function listTab(box, list, head) {
  refill(box, head, list.box);
}
