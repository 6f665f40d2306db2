/** The layers of the map, who draws them, and what waits until the brush rests. */

import { CanvasLayer } from "./canvas.js";
import { held } from "./held.js";
import { isOn } from "./key.js";
import { labelsOn, paintLabels } from "./labels.js";
import { paintMarks } from "./paint.js";
import { openPainter } from "./painter.js";
import { followPointer } from "./pointer.js";

/**
 * @typedef {import("./context.js").Context} Context
 * @typedef {import("./canvas.js").View} View
 */

/** Milliseconds after which the brush is at rest. */
const REST = 120;

/** @param {any} context @param {string} source of the script that workers run */
export function drawing(context, source) {
  const { map, marks, choice, color } = context;
  const on = (/** @type {string} */ layer) => isOn(choice.state, layer);
  const base = new CanvasLayer(map, "geo-base", 150, (ctx, view) => context.base?.paint(ctx, view, { color, on }));
  const top = new CanvasLayer(map, "geo-marks", 450, (ctx, view) => {
    paintMarks(ctx, marks.lay(view, choice.state), color);
    if (!context.hurried) names.paint();
  });
  const names = new CanvasLayer(map, "geo-names", 350, (ctx, view) => {
    marks.clear = [...marks.boxes(view), ...covered(context, view)];
    paintLabels(ctx, view, labelsOn(context.labels, on), marks.clear, color);
  });
  context.redraw = () => [base, top].forEach((layer) => layer.redraw());
  context.redrawMarks = () => {
    top.redraw();
    if (context.hurried) for (const layer of [base, names]) layer.standIn?.wake();
  };
  context.standClear = () => { if (!context.hurried) names.redraw(); };
  map.getContainer().addEventListener("transitionend", context.standClear);
  context.rest = () => rest(context, [base, top, names]);
  followPointer(context, top);
  hurry(context, source, { marks: top, base, names });
}

/** Return what cards and controls cover: a name half below one can't be read. @param {Context} context @param {View} view */
function covered({ map, places }, { left, top }) {
  const corner = map.getContainer().getBoundingClientRect();
  return [...places.app.querySelectorAll(".geo-card, .leaflet-control")].map((element) => {
    const box = element.getBoundingClientRect();
    const [x, y] = [left - corner.left, top - corner.top];
    return /** @type {import("./labels.js").Box} */ ([box.left + x, box.top + y, box.right + x, box.bottom + y]);
  });
}

/**
 * Have a worker ready that draws while the brush moves: when there is time, or once the reader turns to the brush.
 * @param {any} context @param {string} source @param {Record<string, CanvasLayer>} layers
 */
function hurry(context, source, layers) {
  const { box } = context.brush;
  context.hasten = async () => {
    context.hasten = () => undefined;
    openPainter(source, await held(`${context.id}_base`), layers, describer(context, source));
  };
  for (const event of ["pointerenter", "focusin"]) box.addEventListener(event, () => context.hasten(), { once: true });
}

/**
 * Return what describes a layer for the worker, or returns null while the brush is at rest: layers then draw themselves.
 * @param {any} context @param {string} source @returns {(name: string, view: View) => import("./painter.js").Picture | null}
 */
function describer(context, source) {
  const { marks, base, choice: { state }, color } = context;
  const inks = [...new Set(source.match(/--geo-[a-z-]+/g))];
  /** @type {Record<string, (view: View) => any>} */
  const parts = {
    marks: (view) => marks.lay(view, state),
    names: () => ({ boxes: marks.clear, layers: state.layers }),
    base: () => base && { day: base.overlays.day, view: base.overlays.view, lit: base.overlays.all.indexOf(base.overlays.lit), layers: state.layers },
  };
  const colors = () => Object.fromEntries(inks.map((ink) => [ink, color(ink)]));
  return (name, view) => (context.hurried ? { [name]: parts[name](view), colors: colors() } : null);
}

/** Do what can wait until the brush rests. @param {any} context */
export function settle(context) {
  clearTimeout(context.settling);
  context.settling = setTimeout(context.rest, REST);
}

/** @param {any} context @param {CanvasLayer[]} layers */
function rest(context, [base, top, names]) {
  clearTimeout(context.settling);
  if (!context.hurried) return;
  context.hurried = false;
  base.settle();
  top.settle();
  names.paint();
  context.sidebar.refresh();
}
