/** The sheets of the map: what is on them, and when they are drawn anew. */

import { Sheet, sharpness, viewOf } from "./canvas.js";
import { held } from "./held.js";
import { Painter } from "./painter.js";
import { followPointer } from "./pointer.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./canvas.js").View} View
 */

/** Milliseconds after which the brush, or the map, is at rest. */
const REST = 120;
/** The panes, with their levels; names stand clear of marks, which are laid before. @type {[string, number][]} */
const LEVELS = [["marks", 450], ["names", 350], ["base", 150]];
const ALL = LEVELS.map(([name]) => name);

/** Has drawn what is asked for, the latest of it, all for one view of the map. */
class Stage {
  /**
   * @param {any} map of Leaflet @param {Painter} painter
   * @param {(names: Set<string>, wide: boolean) => any} order returns the job of drawing some sheets, with a margin or without
   */
  constructor(map, painter, order) {
    this.map = map;
    this.painter = painter;
    this.order = order;
    /** @type {Map<string, Sheet>} */
    this.sheets = new Map(LEVELS.map(([name, level]) => [name, new Sheet(map, `geo-${name}`, level)]));
    /** @type {Set<string>} */
    this.asked = new Set();
    this.frame = 0;
    this.resting = 0;
    this.busy = false;
    /** Whether what is drawn soon gives way to more, so that a margin is not worth its while. */
    this.narrow = true;
    /** What is drawn of the map, or will be. @type {Record<string, string>} */
    this.views = {};
    map.on("move", () => this.follow());
    map.on("moveend", () => this.settle());
    map.on("resize zoomend", () => this.ask(ALL));
    this.ask(ALL);
  }

  /** @param {string[]} names of sheets to draw again */
  ask(names) {
    for (const name of names) this.asked.add(name);
    if (this.asked.size && !this.frame && !this.busy) this.frame = requestAnimationFrame(() => this.draw());
  }

  /** Draw what the map shows next, before it is seen. */
  follow() {
    const view = viewOf(this.map, !this.narrow);
    if (view && ![...this.sheets.values()].every((sheet) => sheet.covers(view))) this.ask(ALL);
  }

  /** Draw anew around the place where the map comes to rest, clear of what covers it there. */
  settle() {
    clearTimeout(this.resting);
    this.resting = Number(setTimeout(() => this.ask(this.stale), REST));
  }

  /** The sheets whose picture is of another view than the map's. */
  get stale() {
    const now = JSON.stringify(viewOf(this.map, !this.narrow));
    return ALL.filter((name) => this.views[name] !== now);
  }

  async draw() {
    this.frame = 0;
    // While a zoom is animated the sheets are stretched: another picture would not fit.
    const job = !this.map._animatingZoom && this.order(this.asked, !this.narrow);
    if (!job) return;
    this.asked.clear();
    this.busy = true;
    for (const name of Object.keys(job.parts)) this.views[name] = JSON.stringify(job.view);
    const pictures = await this.painter.paint(job);
    for (const [name, picture] of Object.entries(pictures)) this.sheets.get(name)?.show(picture, job.view);
    this.busy = false;
    this.ask([]);
    if (!this.asked.size) dispatchEvent(new CustomEvent("geo-drawn"));
  }
}

/** @param {any} context @param {string} source of this script, which a worker runs */
export function drawing(context, source) {
  const { map } = context;
  const painter = new Painter(() => ({ map: context.base, labels: context.labels }));
  const stage = new Stage(map, painter, describer(context, source));
  context.draw = (/** @type {string[]} */ ...names) => stage.ask(names.length ? names : ALL);
  context.standClear = () => { if (!context.hurried && covered(context).join() !== context.covered) context.draw("names"); };
  context.hurry = () => { stage.narrow = context.hurried = true; };
  context.rest = () => {
    if (!context.hurried) return;
    stage.narrow = context.hurried = false;
    context.draw("names", ...stage.stale);
    context.sidebar.refresh();
  };
  // When there is time, or once the reader turns to the brush.
  context.hasten = async () => {
    context.hasten = () => undefined;
    await painter.hire(source, await held(`${context.id}_base`));
    stage.narrow = context.hurried;
  };
  for (const event of ["pointerenter", "focusin"]) context.brush.box.addEventListener(event, () => context.hasten(), { once: true });
  map.getContainer().addEventListener("transitionend", context.standClear);
  followPointer(context);
}

/** Return what describes sheets as plain values, which a worker may be handed. @param {any} context @param {string} source @returns {(names: Set<string>, wide: boolean) => import("./painter.js").Job | null} */
function describer(context, source) {
  const { map, color } = context;
  const inks = [...new Set(source.match(/--geo-[a-z-]+/g))];
  return (names, wide) => {
    const view = viewOf(map, wide);
    if (!view) return null;
    const all = describe(context, view);
    /** @type {Record<string, any>} */
    const parts = {};
    // Names stand clear of the marks of the same view.
    if (names.has("names")) names.add("marks");
    for (const name of ALL) if (names.has(name)) parts[name] = all[name]();
    return { view, ratio: sharpness(), parts, colors: Object.fromEntries(inks.map((ink) => [ink, color(ink)])) };
  };
}

/** Return what describes each sheet. @param {any} context @param {View} view @returns {Record<string, () => any>} */
export function describe(context, view) {
  const { marks, choice: { state } } = context;
  return {
    marks: () => marks.lay(view, state),
    names: () => ({ boxes: [...marks.boxes(view), ...cards(context, view)], layers: state.layers }),
    base: () => ground(context),
  };
}

/** @param {any} context @returns {import("./painter.js").Ground} */
function ground({ base, choice: { state: { layers } } }) {
  const { day = 0, view = "", lit = null, all = [] } = base?.overlays ?? {};
  return { day, view, lit: all.indexOf(lit), layers };
}

/** Return the room of cards and controls: a name half below one can't be read. @param {any} context @param {View} view @returns {import("./labels.js").Box[]} */
function cards(context, { left, top }) {
  const boxes = covered(context);
  context.covered = boxes.join();
  return boxes.map(([west, north, east, south]) => [west + left, north + top, east + left, south + top]);
}

/** Return what cards and controls cover of the map. @param {any} context */
function covered({ map, places }) {
  const { left, top } = map.getContainer().getBoundingClientRect();
  return [...places.app.querySelectorAll(".geo-card, .leaflet-control")].map((element) => {
    const box = element.getBoundingClientRect();
    return [box.left - left, box.top - top, box.right - left, box.bottom - top];
  });
}

/** Do what can wait until the brush rests. @param {any} context */
export function settle(context) {
  clearTimeout(context.settling);
  context.settling = setTimeout(context.rest, REST);
}
