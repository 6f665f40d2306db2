/** Draws the parts of the map as pictures: in a worker, so that the thread of the page has little to do, or on the page. */

import { BaseMap } from "./base.js";
import { readSection } from "./bytes.js";
import { blank, newPen } from "./canvas.js";
import { isOn } from "./key.js";
import { labelsOn, makeLabels, paintLabels } from "./labels.js";
import { paintMarks } from "./paint.js";
import { openWorker } from "./worker.js";

/**
 * @typedef {import("./canvas.js").View} View
 * @typedef {CanvasRenderingContext2D} Pen
 * @typedef {(name: string) => string} Color
 * @typedef {{boxes: [number, number, number, number][], layers: Record<string, boolean>}} Names the labels clear of boxes
 * @typedef {{day: number, view: string, lit: number, layers: Record<string, boolean>}} Ground the base map of a day
 * @typedef {{marks?: import("./paint.js").Mark[], base?: Ground, names?: Names}} Parts
 * @typedef {{view: View, ratio: number, parts: Parts, colors: Record<string, string>}} Job
 * @typedef {{map: BaseMap | null, labels: import("./labels.js").Labels}} Below
 * @typedef {Record<string, ImageBitmap>} Pictures
 */

/** @type {Record<string, (ctx: Pen, view: View, part: any, below: Below, color: Color) => void>} */
const PARTS = {
  marks: (ctx, view, marks, below, color) => paintMarks(ctx, marks, color),
  names: (ctx, view, names, { labels }, color) => paintLabels(ctx, view, labelsOn(labels, (id) => isOn(names, id)), names.boxes, color),
  base: paintGround,
};

/** Draw a part of the map. @param {Pen} ctx @param {View} view @param {[string, any]} part @param {Below} below @param {Color} color */
export function paintPart(ctx, view, [name, part], below, color) {
  PARTS[name](ctx, view, part, below, color);
}

/** @param {Pen} ctx @param {View} view @param {Ground} ground @param {Below} below @param {Color} color */
function paintGround(ctx, view, ground, { map }, color) {
  if (!map) return;
  const { overlays } = map;
  overlays.turn(ground.day, ground.view);
  overlays.lit = overlays.all[ground.lit] ?? null;
  map.paint(ctx, view, { color, on: (id) => isOn(ground, id) });
}

/** Return what reads a base map and its names. @param {import("./types").Section | null} section @returns {Below} */
export function readBelow(section) {
  return section ? { map: new BaseMap(section), labels: makeLabels(section.info) } : { map: null, labels: makeLabels({}) };
}

/** Draws on the page until a worker is there to draw, and again once that fails. */
export class Painter {
  /** @param {() => Below} below */
  constructor(below) {
    this.own = drawer(below);
    /** @type {Worker | null} */
    this.worker = null;
  }

  /** Have a worker draw, where workers are not forbidden. @param {string} source of the script that it runs @param {string} packed the base map */
  async hire(source, packed) {
    const worker = await openWorker(source);
    worker?.postMessage({ packed });
    this.worker = worker;
  }

  /** Draw, one job at a time. @param {Job} job @returns {Promise<Pictures>} */
  paint(job) {
    const { worker } = this;
    return new Promise((done) => {
      const failed = () => { this.worker = null; done(this.own(job)); };
      if (!worker) return done(this.own(job));
      worker.onmessage = ({ data }) => (data.pictures ? done(data.pictures) : failed());
      worker.onerror = failed;
      return worker.postMessage(job);
    });
  }
}

/** Return what draws on this thread. @param {() => Below} below @returns {(job: Job) => Pictures} */
function drawer(below) {
  /** @type {Record<string, any>} */
  const pens = {};
  return ({ view, ratio, parts, colors }) => Object.fromEntries(Object.entries(parts).map((part) => {
    const [name] = part;
    const ctx = blank((pens[name] ??= newPen()), view, ratio);
    paintPart(ctx, view, part, below(), (ink) => colors[ink]);
    return [name, /** @type {any} */ (ctx.canvas).transferToImageBitmap()];
  }));
}

/** Draw what is asked for inside a worker. @param {any} scope */
export function servePainter(scope) {
  /** @type {Promise<Below>} */
  let reading;
  /** @type {Below} */
  let below;
  const paint = drawer(() => below);
  scope.addEventListener("message", async (/** @type {MessageEvent} */ { data }) => {
    if (data.packed !== undefined) reading = Promise.resolve(data.packed && readSection(data.packed)).then((section) => readBelow(section || null));
    if (!data.parts) return;
    try {
      below = await reading;
      const pictures = paint(data);
      scope.postMessage({ pictures }, Object.values(pictures));
    } catch {
      scope.postMessage({ failed: true });
    }
  });
}
