/** Which day's borders the map shows and whose view of them: words on the map, the choice, and the list of lines. */

import { el, refill, svg } from "./dom.js";
import { latitude } from "./table.js";
import { moment, say } from "./words.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./overlays.js").Overlay} Overlay
 */

/** The words on the map, with the choice of a viewpoint. */
export class BordersCaption {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.day = el("output", { class: "geo-borders-day", "aria-live": "polite" });
    this.select = this.choice();
    this.box = el("div", { class: "geo-borders" }, this.day, this.select);
    L.DomEvent.disableClickPropagation(this.box);
    this.show();
  }

  choice() {
    const { overlays } = this.context.base;
    const options = overlays.views.map((/** @type {string[]} */ [code, name]) => el("option", { value: code, text: viewName(code, name), dir: "auto" }));
    return el("select", { "aria-label": say("view"), on: { change: () => this.context.choice.set({ view: this.select.value }) } }, ...options);
  }

  show() {
    const { overlays } = this.context.base;
    this.day.textContent = say("borders.day", { date: moment(overlays.day, "day") });
    if (this.select.value !== overlays.view) this.select.value = overlays.view;
    this.box.hidden = !overlays.all.length;
  }
}

/** @param {string} code @param {string} name */
function viewName(code, name) {
  return name ? say("view.party", { name }) : say(`view.${code}`);
}

/**
 * List the overlays of the day, group by group; a line that is focused or pointed at shines on the map.
 * @param {Context} context @param {(id: string, name?: string) => HTMLElement} toggle returns the switch of a layer
 */
export function listOverlays(context, toggle) {
  const { overlays } = context.base ?? {};
  if (!overlays) return null;
  const shown = overlays.shown.filter((/** @type {Overlay} */ overlay) => overlays.groups.includes(overlay.group));
  const groups = overlays.groups.filter((/** @type {string} */ group) => group.startsWith("own.") || shown.some((/** @type {Overlay} */ overlay) => overlay.group === group));
  if (!groups.length) return null;
  return el("section", { class: "geo-part" }, el("h3", { text: say("borders", { date: moment(overlays.day, "day") }) }),
    ...groups.map((/** @type {string} */ group) => el("div", {}, toggle(group, ownName(overlays, group)),
      ...merged(shown.filter((/** @type {Overlay} */ overlay) => overlay.group === group)).map((overlay) => entry(context, overlay)))));
}

/** @param {any} overlays @param {string} group */
function ownName(overlays, group) {
  return group.startsWith("own.") ? say("layer.own", { name: overlays.own[Number(group.slice(4))] }) : undefined;
}

/** Leave one of overlays that say the same. @param {Overlay[]} overlays */
function merged(overlays) {
  return [...new Map(overlays.map((overlay) => [`${overlay.name}\n${overlay.note}`, overlay])).values()];
}

/** @param {Context} context @param {Overlay} overlay */
function entry(context, overlay) {
  const { overlays } = context.base;
  const light = (/** @type {Overlay | null} */ lit) => () => { overlays.lit = lit; context.draw("base"); };
  return el("button", {
    type: "button", class: "geo-key-line geo-overlay",
    on: { focus: light(overlay), pointerenter: light(overlay), blur: light(null), pointerleave: light(null), click: () => fly(context, overlay) },
  }, sample(overlay), el("span", {}, el("span", { text: overlay.name, dir: "auto" }), el("small", { text: overlay.note, dir: "auto" })));
}

/** @param {Context} context @param {Overlay} overlay */
function fly({ base, map, places }, overlay) {
  const [west, north, east, south] = base.overlays.extent(overlay);
  map.fitBounds([[latitude(south), (west - 0.5) * 360], [latitude(north), (east - 0.5) * 360]], { ...places.padding?.(), maxZoom: 10 });
}

/** Return a bit of line as the map draws it. @param {Overlay} overlay */
function sample({ line, ink, wide, dash }) {
  if (!line) return el("span", { class: "geo-swatch geo-ground" });
  return svg("svg", { viewBox: "0 0 28 8", class: "geo-line-sample", "aria-hidden": "true" },
    svg("path", { d: "M1 4 H27", fill: "none", stroke: `var(${ink})`, "stroke-width": wide, "stroke-dasharray": dash.join(" ") }));
}

/** Say of a line under the pointer what it is. @param {HTMLElement} hint @param {Overlay} overlay */
export function overlayHint(hint, { name, note }) {
  const [kind, ...rest] = note.split(" · ");
  refill(hint, el("b", { text: name, dir: "auto" }), el("span", { text: kind }), el("small", { text: rest.join(" · "), dir: "auto" }));
}
