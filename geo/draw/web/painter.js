/** Layers drawn in a worker while the brush moves, so that the thread of the page has little to do. */

import { BaseMap } from "./base.js";
import { readSection } from "./bytes.js";
import { blank, lay } from "./canvas.js";
import { isOn } from "./key.js";
import { labelsOn, makeLabels, paintLabels } from "./labels.js";
import { paintMarks } from "./paint.js";
import { openWorker } from "./worker.js";

/**
 * @typedef {import("./canvas.js").CanvasLayer} CanvasLayer
 * @typedef {import("./canvas.js").View} View
 * @typedef {{boxes: [number, number, number, number][], layers: Record<string, boolean>}} Names the labels clear of boxes
 * @typedef {{day: number, view: string, lit: number, layers: Record<string, boolean>}} Ground the base map of a day
 * @typedef {{marks?: import("./paint.js").Mark[], base?: Ground | null, names?: Names, colors: Record<string, string>}} Picture
 * @typedef {{view: View, corner: any, ratio: number}} Frame
 * @typedef {Picture & {name: string, turns: number | null, view: View, ratio: number}} Job
 */

/**
 * Let a worker draw layers, where workers may draw; layers draw themselves until it is ready.
 * @param {string} source of the script that the worker runs @param {string} packed the base map
 * @param {Record<string, CanvasLayer>} layers
 * @param {(name: string, view: View) => Picture | null} describe returns what is to be drawn, or null where a layer had better draw itself
 */
export async function openPainter(source, packed, layers, describe) {
  if (!("transferControlToOffscreen" in HTMLCanvasElement.prototype)) return;
  const worker = await openWorker(source);
  if (!worker) return;
  worker.postMessage({ packed });
  const standIns = new Map(Object.entries(layers).map(([name, layer]) => [name, new StandIn(worker, name, layer, describe)]));
  const quit = () => standIns.forEach((standIn) => standIn.quit());
  worker.addEventListener("error", quit);
  worker.addEventListener("message", ({ data }) => {
    if (data.failed) quit();
    else if (data.drawn) standIns.get(data.drawn)?.drawn();
    else standIns.get(data.shown)?.enter(data.turns);
  });
}

/** A second canvas of a layer, which a worker draws and which is seen while the map stands still. */
export class StandIn {
  /** @param {Worker} worker @param {string} name @param {CanvasLayer} layer @param {(name: string, view: View) => Picture | null} describe */
  constructor(worker, name, layer, describe) {
    this.worker = worker;
    this.name = name;
    this.layer = layer;
    this.describe = describe;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.style.visibility = "hidden";
    layer.pane.append(this.canvas);
    const sheet = this.canvas.transferControlToOffscreen();
    worker.postMessage({ name, sheet }, [sheet]);
    layer.standIn = this;
    /** Whether the worker draws now. */
    this.busy = false;
    /** What it draws next: the latest asked for. @type {{frame: Frame, picture: Picture} | null} */
    this.next = null;
    /** Where the map stands that is drawn here; null where the layer draws itself. @type {Frame | null} */
    this.frame = null;
  }

  get active() {
    return this.frame !== null;
  }

  get shown() {
    return this.canvas.style.visibility === "";
  }

  /** Have the layer drawn as it is, to be ready when it changes. */
  wake() {
    if (!this.active) this.layer.ask();
  }

  /** Have the layer drawn, unless it had better draw itself. @param {Frame} frame */
  take(frame) {
    const picture = this.describe(this.name, frame.view);
    if (!picture) return false;
    this.frame = frame;
    this.next = { frame, picture };
    if (!this.busy) this.send();
    return true;
  }

  send() {
    if (!this.next) return;
    const { frame, picture } = this.next;
    this.next = null;
    this.busy = true;
    const turns = this.shown ? null : this.layer.turns;
    this.worker.postMessage({ name: this.name, turns, view: frame.view, ratio: frame.ratio, ...picture });
  }

  drawn() {
    this.busy = false;
    this.send();
  }

  /** Show what the worker has drawn, unless the layer has drawn itself meanwhile. @param {number} turns as when it was asked for */
  enter(turns) {
    if (this.shown || !this.frame || turns !== this.layer.turns) return;
    const { view, corner } = this.frame;
    lay(this.canvas, within(view), corner.add([view.left, view.top]));
    this.canvas.style.visibility = "";
    this.layer.canvas.style.visibility = "hidden";
  }

  leave() {
    this.frame = null;
    this.next = null;
    this.canvas.style.visibility = "hidden";
    this.layer.canvas.style.visibility = "";
  }

  quit() {
    this.layer.settle();
    this.layer.standIn = null;
    this.canvas.remove();
  }
}

/** Return the size of a view without its margin: while the map stands still nobody sees that. @param {View} view */
function within({ width, height, left, top }) {
  return { width: width - 2 * left, height: height - 2 * top };
}

/** @typedef {{map: BaseMap, labels: import("./labels.js").Labels}} Base */

/** Draw what is asked for inside a worker. @param {any} scope */
export function servePainter(scope) {
  /** Firefox gives the pen of a sheet once. @type {Record<string, OffscreenCanvasRenderingContext2D | null>} */
  const pens = {};
  /** @type {Promise<Base | null>} */
  let base = Promise.resolve(null);
  scope.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
    if (data.packed) base = readSection(data.packed).then((section) => ({ map: new BaseMap(section), labels: makeLabels(section.info) }));
    else if (data.sheet) pens[data.name] = data.sheet.getContext("2d");
    else if (data.name) {
      const answer = (/** @type {any} */ word) => setTimeout(() => scope.postMessage(word));
      const done = () => {
        answer({ drawn: data.name });
        // What is drawn is handed over with the next frame.
        if (data.turns !== null) scope.requestAnimationFrame(() => answer({ shown: data.name, turns: data.turns }));
      };
      base.then((below) => paintJob(pens[data.name], data, below)).then(done, () => answer({ failed: true }));
    }
  });
}

/** @param {OffscreenCanvasRenderingContext2D | null} pen @param {Job} job @param {Base | null} below */
function paintJob(pen, { view, ratio, marks, names, base, colors }, below) {
  const ctx = blank(pen, within(view), ratio);
  ctx.translate(-view.left, -view.top);
  const color = (/** @type {string} */ name) => colors[name];
  if (marks) paintMarks(ctx, marks, color);
  if (names && below) paintLabels(ctx, view, labelsOn(below.labels, (id) => isOn(names, id)), names.boxes, color);
  if (base && below) paintGround(ctx, view, below.map, base, color);
}

/** @param {CanvasRenderingContext2D} ctx @param {View} view @param {BaseMap} map @param {Ground} ground @param {(name: string) => string} color */
function paintGround(ctx, view, map, ground, color) {
  const { overlays } = map;
  overlays.turn(ground.day, ground.view);
  overlays.lit = overlays.all[ground.lit] ?? null;
  map.paint(ctx, view, { color, on: (id) => isOn(ground, id) });
}
