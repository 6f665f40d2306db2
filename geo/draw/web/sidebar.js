/** The card at the side: title, search, tabs with list, filters and key. */

import { add, el, icon, iconButton, refill } from "./dom.js";
import { chips } from "./facets.js";
import { moment, number, say } from "./words.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {{list: import("./list.js").ListView, facets: import("./facets.js").FacetsView, key: import("./key.js").KeyView}} Views
 */

const TABS = { list: "list", filters: "filter", key: "layers" };
const ORDER_NAMES = ["newest", "oldest", "place", "type", "killed"];

export class Sidebar {
  /** @param {Context} context @param {Views} views */
  constructor(context, views) {
    this.context = context;
    this.views = views;
    this.count = el("p", { class: "geo-count", role: "status", "aria-live": "polite" });
    this.input = el("input", {
      type: "search", class: "geo-search-input", placeholder: say("search"), "aria-label": say("search.label"), dir: "auto", autocomplete: "off",
      on: { input: () => context.choice.set({ query: this.input.value.trim() }) },
    });
    this.chips = el("div", { class: "geo-chips" });
    this.told = "";
    this.tabs = Object.entries(TABS).map(([name, drawing]) => this.tab(name, drawing));
    this.content = el("div", { class: "geo-tab-content", role: "tabpanel", id: `${context.id}-tab` });
    this.sort = this.sortChoice();
    this.box = el("section", { class: "geo-card geo-side", "aria-label": say("menu") },
      el("header", { class: "geo-title-bar" },
        el("h1", { class: "geo-title", text: context.table.title, title: context.table.title, dir: "auto" }),
        iconButton("close", say("menu.close"), () => this.fold(), { class: "geo-icon-button geo-fold" })),
      el("div", { class: "geo-counts" }, this.count, this.years()),
      el("div", { class: "geo-search" }, icon("search"), this.input),
      this.chips,
      el("div", { class: "geo-tabs", role: "tablist" }, ...this.tabs),
      this.content);
  }

  /** @param {string} name @param {string} drawing */
  tab(name, drawing) {
    const { choice, id } = this.context;
    return el("button", {
      type: "button", role: "tab", "data-tab": name, "aria-controls": `${id}-tab`,
      on: { click: () => { choice.set({ tab: name }); this.unfold(); }, keydown: (/** @type {KeyboardEvent} */ event) => this.walk(event) },
    }, icon(drawing), el("span", { text: say(name) }));
  }

  /** @param {KeyboardEvent} event */
  walk(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = this.tabs.indexOf(/** @type {any} */ (event.currentTarget));
    const next = this.tabs[(at + by + this.tabs.length) % this.tabs.length];
    this.context.choice.set({ tab: next.dataset.tab });
    next.focus();
  }

  /** Return the years that all incidents span. */
  years() {
    const { dated, start, stop } = this.context.table;
    if (!dated) return null;
    const [from, to] = [moment(start, "year"), moment(stop - 1, "year")];
    return el("p", { class: "geo-years", text: from === to ? from : say("date.range", { from, to }) });
  }

  sortChoice() {
    const { choice } = this.context;
    const select = el("select", { "aria-label": say("sort"), on: { change: () => choice.set({ sort: select.value }) } },
      ...ORDER_NAMES.map((name) => el("option", { value: name, text: say(`sort.${name}`) })));
    return select;
  }

  /** On a phone: close what lies below the title, and go back to what opened it. */
  fold() {
    this.collapse();
    this.tabs.find(({ tabIndex }) => tabIndex === 0)?.focus();
  }

  unfold() {
    this.box.classList.add("geo-unfolded");
  }

  collapse() {
    this.box.classList.remove("geo-unfolded");
  }

  /** Say how many there are. */
  counted() {
    const { table, filter, choice } = this.context;
    const key = filter.shown === table.n ? (table.n === 1 ? "count.one" : "count.all") : "count.some";
    this.count.textContent = say(key, { shown: number(filter.shown), all: number(table.n) });
    this.choices();
    if (this.input.value.trim() !== choice.state.query) this.input.value = choice.state.query;
  }

  /** Show a chip for each choice, built only where these differ: a step of the brush changes none. */
  choices() {
    const { choice } = this.context;
    const { chosen, query, group, window } = choice.state;
    const told = JSON.stringify([chosen, query, group?.length, !window]);
    if (told === this.told) return;
    this.told = told;
    const found = chips(this.context);
    const clear = el("button", {
      type: "button", class: "geo-text-button", text: say("clear"),
      on: { click: () => choice.set({ chosen: {}, query: "", group: null, window: null, domain: null, undated: true }) },
    });
    refill(this.chips, ...found, found.length || window ? clear : null);
  }

  /** Show the tab that was chosen, and fill it. */
  turned() {
    this.turn();
    this.refresh();
  }

  /** Show the tab that was chosen, as it is. */
  turn() {
    const { tab, sort } = this.context.choice.state;
    for (const button of this.tabs) {
      const on = button.dataset.tab === tab;
      button.setAttribute("aria-selected", String(on));
      button.tabIndex = on ? 0 : -1;
    }
    this.sort.value = sort;
    this.content.setAttribute("aria-label", say(tab));
    if (tab === "list") refill(this.content, el("div", { class: "geo-list-head" }, this.sort), this.views.list.box);
    if (tab === "filters") refill(this.content, this.views.facets.box);
    if (tab === "key") refill(this.content, this.views.key.box);
  }

  /** Fill the tab that is shown. */
  refresh() {
    const { tab } = this.context.choice.state;
    if (tab === "list") this.views.list.show(this.context.rows());
    if (tab === "filters") this.views.facets.show();
    if (tab === "key") this.views.key.show();
  }

  /** Put something at the foot. @param {Node} node */
  foot(node) {
    add(this.box, [node]);
  }
}
