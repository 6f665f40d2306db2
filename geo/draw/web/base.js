/** The base map: land, water, lines and a graticule. */

import { emptyBox, meets, sheetBox, widen } from "./boxes.js";
import { once, Overlays } from "./overlays.js";
import { latitude, quickWorldY, worldX, worldY } from "./table.js";

/**
 * @typedef {{path: Path2D, box: number[]}} Shape with its west, north, east and south
 * @typedef {{id: string, draw: string, path: Path2D, shapes: Shape[], box?: number[], style?: any}} Layer where the path is of the shapes in view
 * @typedef {import("./canvas.js").View} View
 */

/** How each line is drawn: color, width, dashes. @type {Record<string, [string, number, number[]]>} */
const LINES = {
  rivers: ["--geo-river", 0.9, []],
  regions: ["--geo-region", 0.8, [2, 3]],
  countries: ["--geo-border", 1.5, []],
};

/** Pixels that no line of the base map is wider than. */
const WIDEST = 8;

/** Shapes of the base map, as paths around a middle so that small numbers stay exact. */
export class BaseMap {
  /** @param {import("./types").Section} section */
  constructor(section) {
    const { info, columns } = section;
    this.x = 0.5;
    this.y = 0.5;
    const box = info.layers.find((/** @type {any} */ layer) => layer.box)?.box;
    if (box) [this.x, this.y] = [worldX((box[0] + box[2]) / 2), worldY((box[1] + box[3]) / 2)];
    /** @type {string[]} */
    this.ids = info.layers.map((/** @type {any} */ { id }) => id);
    /** Of the thread that draws only. @type {() => Layer[]} */
    this.layers = once(() => {
      const at = { shape: 0, point: 0 };
      return info.layers.map((/** @type {any} */ entry) => ({ ...entry, path: new Path2D(), shapes: this.trace(entry, columns, at, info.grid) }));
    });
    this.overlays = new Overlays(section, this);
  }

  /**
   * @param {any} entry @param {Record<string, import("./types").Numbers>} columns
   * @param {{shape: number, point: number}} at @param {number} grid @returns {Shape[]}
   */
  trace(entry, { size, x, y }, at, grid) {
    return Array.from({ length: entry.shapes }, () => {
      const path = new Path2D();
      const box = emptyBox();
      for (const first = at.point, end = first + size[at.shape]; at.point < end; at.point++) {
        const [east, south] = [worldX(x[at.point] * grid) - this.x, quickWorldY(y[at.point] * grid) - this.y];
        if (at.point === first) path.moveTo(east, south);
        else path.lineTo(east, south);
        widen(box, east, south);
      }
      at.shape++;
      if (entry.draw === "area") path.closePath();
      return { path, box };
    });
  }

  /** Leave out what is not in view: it takes as long to draw as what is, and dashed lines longer. @param {CanvasRenderingContext2D} ctx @param {View} view */
  cull(ctx, view) {
    const seen = sheetBox(ctx);
    for (const layer of this.layers()) {
      layer.path = new Path2D();
      for (const { path, box } of layer.shapes) if (meets(box, WIDEST / view.scale, seen)) layer.path.addPath(path);
    }
  }

  /**
   * Draw everything that is on.
   * @param {CanvasRenderingContext2D} ctx @param {View} view
   * @param {{color: (name: string) => string, on: (id: string) => boolean}} look
   */
  paint(ctx, view, { color, on }) {
    ctx.fillStyle = color("--geo-sea");
    ctx.fillRect(0, 0, view.width, view.height);
    this.placed(ctx, view, () => this.cull(ctx, view));
    for (const layer of this.layers()) {
      if (layer.draw === "area") this.fill(ctx, view, layer, color);
      else if (on(layer.id)) this.line(ctx, view, layer, color);
    }
    this.placed(ctx, view, () => this.overlays.paint(ctx, view.scale, { color, on }));
    if (on("graticule")) graticule(ctx, view, color("--geo-graticule"));
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {() => void} work */
  placed(ctx, view, work) {
    ctx.save();
    ctx.translate(this.x * view.scale - view.originX, this.y * view.scale - view.originY);
    ctx.scale(view.scale, view.scale);
    work();
    ctx.restore();
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {Layer} layer @param {(name: string) => string} color */
  fill(ctx, view, layer, color) {
    const water = layer.id === "lakes";
    if (layer.box) {
      ctx.fillStyle = color("--geo-sea");
      ctx.fillRect(...boxPixels(layer.box, view));
    }
    this.placed(ctx, view, () => {
      ctx.lineWidth = 0.9 / view.scale;
      ctx.fillStyle = color(water ? "--geo-sea" : "--geo-land");
      ctx.strokeStyle = color(layer.id === "far-land" ? "--geo-land" : "--geo-coast");
      ctx.fill(layer.path, "evenodd");
      if (!layer.box) ctx.stroke(layer.path);
      else {
        ctx.beginPath();
        ctx.rect(...inside(layer.box, this, view));
        ctx.clip();
        ctx.stroke(layer.path);
      }
    });
  }

  /** @param {CanvasRenderingContext2D} ctx @param {View} view @param {Layer} layer @param {(name: string) => string} color */
  line(ctx, view, layer, color) {
    const [ink, width, dash] = layer.style ?? LINES[layer.id] ?? LINES.countries;
    this.placed(ctx, view, () => {
      ctx.lineJoin = "round";
      ctx.strokeStyle = color(ink);
      if (layer.id === "countries" || layer.style) {
        ctx.globalAlpha = 0.5;
        ctx.strokeStyle = color("--geo-border-band");
        ctx.lineWidth = (width + 3) / view.scale;
        ctx.stroke(layer.path);
        ctx.globalAlpha = 1;
        ctx.strokeStyle = color(ink);
      }
      ctx.setLineDash(dash.map((/** @type {number} */ part) => part / view.scale));
      ctx.lineWidth = width / view.scale;
      ctx.stroke(layer.path);
    });
  }
}

/** @param {number[]} box @param {View} view @returns {[number, number, number, number]} */
function boxPixels([west, south, east, north], { scale, originX, originY }) {
  const left = worldX(west) * scale - originX;
  const top = worldY(north) * scale - originY;
  return [left, top, worldX(east) * scale - originX - left, worldY(south) * scale - originY - top];
}

/**
 * A box without its rim, where land is cut and has no coast.
 * @param {number[]} box @param {{x: number, y: number}} middle @param {View} view @returns {[number, number, number, number]}
 */
function inside([west, south, east, north], middle, view) {
  const rim = 1.5 / view.scale;
  const left = worldX(west) - middle.x + rim;
  const top = worldY(north) - middle.y + rim;
  return [left, top, worldX(east) - middle.x - rim - left, worldY(south) - middle.y - rim - top];
}

/** @param {CanvasRenderingContext2D} ctx @param {View} view @param {string} color */
function graticule(ctx, view, color) {
  const steps = [30, 15, 10, 5, 2, 1, 0.5, 0.25, 0.1];
  const wide = (view.width / view.scale) * 360;
  const step = steps.find((degrees) => wide / degrees >= 5) ?? 0.1;
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = 0.7;
  ctx.font = "10px system-ui, sans-serif";
  ctx.beginPath();
  const west = (view.originX / view.scale - 0.5) * 360;
  for (let lon = Math.ceil(west / step) * step; lon < west + wide; lon += step) {
    const x = worldX(lon) * view.scale - view.originX;
    ctx.moveTo(x, 0);
    ctx.lineTo(x, view.height);
    ctx.fillText(`${round(lon)}°`, x + 3, view.top + 12);
  }
  const south = latitude((view.originY + view.height) / view.scale);
  const north = latitude(view.originY / view.scale);
  for (let lat = Math.ceil(south / step) * step; lat < north; lat += step) {
    const y = worldY(lat) * view.scale - view.originY;
    ctx.moveTo(0, y);
    ctx.lineTo(view.width, y);
  }
  ctx.stroke();
}

/** @param {number} degrees */
function round(degrees) {
  return Math.round(degrees * 100) / 100;
}
