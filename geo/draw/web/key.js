/** The key of the map and the switches of its layers. */

import { listOverlays } from "./borders.js";
import { el, outward, refill, svg } from "./dom.js";
import { FAMILIES, FAMILY_NAMES } from "./palette.js";
import { symbolElement } from "./symbols.js";
import { say } from "./words.js";

/** @typedef {import("./context.js").Context} Context */

/** The drawing that stands for each family in a key. @type {Record<string, string>} */
export const KEY_SYMBOLS = { battle: "swords", explosion: "burst", civilians: "target", protest: "crowd", riot: "flame", strategic: "flag", diplomacy: "speech", pressure: "bar" };
const SWITCHES = ["lines", "radius", "places", "labels", "countries", "regions", "rivers", "graticule"];
/** Layers that are off until they are asked for. */
export const OFF = new Set(["radius", "graticule"]);

/** Tell whether a layer is on. @param {{layers: Record<string, boolean>}} state @param {string} id */
export function isOn(state, id) {
  return state.layers[id] ?? !OFF.has(id);
}

export class KeyView {
  /** @param {Context} context @param {() => (HTMLElement | null)[]} more what else stands at its foot */
  constructor(context, more) {
    this.context = context;
    this.more = more;
    this.box = el("div", { class: "geo-scroll geo-key" });
  }

  show() {
    refill(this.box, this.shapes(), this.strokes(), this.places(), this.layers(), listOverlays(this.context, (id, name) => this.switch(id, name)), ...this.more(), this.sources());
  }

  /** Families that the map has, each with its shape; or what the colors mean instead. */
  shapes() {
    const { table, choice, marks } = this.context;
    const present = new Set(table.kinds.map(({ family }) => family));
    const byFamily = choice.state.color === "family";
    const items = Object.entries(FAMILIES).filter(([family]) => present.has(family)).map(([family]) => (
      line(symbolElement(family, KEY_SYMBOLS[family], byFamily ? marks.tint.colors[FAMILY_NAMES.indexOf(family)] : "#8a8f98"), say(`family.${family}`))));
    const colors = byFamily ? [] : marks.tint.names.map((name, i) => line(swatch(marks.tint.colors[i]), name || say("facet.none")));
    return part("key.shape", this.colorChoice(), ...items, ...colors);
  }

  colorChoice() {
    const { choice } = this.context;
    const options = ["family", "status", "actor", "article"].map((name) => el("option", { value: name, text: say(`color.${name}`) }));
    const select = el("select", { on: { change: () => choice.set({ color: select.value }) } }, ...options);
    select.value = choice.state.color;
    return el("label", { class: "geo-select" }, el("span", { text: say("color") }), select);
  }

  strokes() {
    const statuses = ["corroborated", "reported", "alleged", "disputed"];
    return part("key.stroke", ...statuses.map((status) => line(symbolElement("civilians", "dot", "#6b7480", status), say(`status.${status}`), say(`status.${status}.why`))));
  }

  places() {
    const circle = svg("svg", { viewBox: "-14 -14 28 28", class: "geo-symbol", "aria-hidden": "true" },
      svg("circle", { r: 12, fill: "var(--geo-radius)", stroke: "#6b7480", "stroke-dasharray": "4 3" }));
    const pill = el("span", { class: "geo-key-pill", text: "A · 2" });
    const arc = svg("svg", { viewBox: "-14 -14 28 28", class: "geo-symbol", "aria-hidden": "true" },
      svg("path", { d: "M-12 8 Q0 -16 12 8", fill: "none", stroke: "#2f56b0", "stroke-width": 2, "stroke-dasharray": "1 4", "stroke-linecap": "round" }));
    const cluster = svg("svg", { viewBox: "-14 -14 28 28", class: "geo-symbol", "aria-hidden": "true" },
      svg("circle", { r: 11, fill: "var(--geo-cluster)", stroke: "#b3123f", "stroke-width": 4 }), svg("text", { "text-anchor": "middle", y: 4, "font-size": 11, fill: "currentColor", text: "7" }));
    const fade = el("span", { class: "geo-faded" }, symbolElement("explosion", "burst", "#e2620e"));
    return part("key.place", line(circle, say("key.circle")), line(pill, say("key.pill")), line(arc, say("key.bead")), line(cluster, say("key.cluster")), line(fade, say("key.faded")));
  }

  layers() {
    const { base } = this.context;
    const has = new Set([...(base?.ids ?? []), "lines", "radius", "graticule", "labels", "places"]);
    return part("layers", ...SWITCHES.filter((id) => has.has(id)).map((id) => this.switch(id)));
  }

  /** @param {string} id of a layer @param {string} [name] */
  switch(id, name = say(`layer.${id}`)) {
    const { choice } = this.context;
    const input = el("input", { type: "checkbox", on: { change: () => choice.set({ layers: { ...choice.state.layers, [id]: input.checked } }) } });
    input.checked = isOn(choice.state, id);
    return el("label", { class: "geo-option" }, input, el("span", { class: "geo-option-name", text: name, dir: "auto" }));
  }

  sources() {
    return el("p", { class: "geo-sources" }, ...this.context.table.sources.flatMap(([name, url, licence], i) => [i ? " · " : null, outward(name, url), ` (${licence})`]));
  }
}

/** @param {string} title @param {...any} children */
function part(title, ...children) {
  return el("section", { class: "geo-part" }, el("h3", { text: say(title) }), ...children);
}

/** @param {Node} sample @param {string} text @param {string} [note] */
function line(sample, text, note = "") {
  return el("div", { class: "geo-key-line" }, sample, el("span", {}, el("span", { text, dir: "auto" }), note ? el("small", { text: note }) : null));
}

/** @param {string} color */
function swatch(color) {
  return el("span", { class: "geo-swatch", css: { background: color } });
}
