/** A canvas that stays under the map as it moves and zooms. */

/**
 * Where the map stands, for drawing: pixels are `world * scale - origin`.
 * @typedef {{scale: number, originX: number, originY: number, width: number, height: number, zoom: number, left: number, top: number}} View
 */

const PADDING = 0.08;
/** Pixels that the margin is a multiple of, so that it is one of dots too where these are 1.25 or 1.5 to a pixel. */
const WHOLE = 4;

export class CanvasLayer {
  /**
   * @param {any} map of Leaflet @param {string} name @param {number} level
   * @param {(ctx: CanvasRenderingContext2D, view: View) => void} draw
   */
  constructor(map, name, level, draw) {
    this.map = map;
    this.draw = draw;
    this.pane = map.createPane(name);
    this.pane.style.zIndex = String(level);
    this.pane.style.pointerEvents = "none";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
    this.pane.append(this.canvas);
    this.asked = 0;
    /** How often it was drawn: what was begun before is out of date. */
    this.turns = 0;
    /** Whether the map has moved since, or other things are to be seen. */
    this.moved = this.stale = true;
    /** What may draw it elsewhere while the map stands still. @type {import("./painter.js").StandIn | null} */
    this.standIn = null;
    const again = () => { this.moved = true; this.redraw(); };
    map.on("move zoom viewreset resize moveend zoomend", again);
    map.on("movestart zoomstart", () => this.settle());
    map.on("zoomanim", (/** @type {any} */ event) => this.follow(event.center, event.zoom));
    this.redraw();
  }

  /** Draw again before the next frame. */
  redraw() {
    this.stale = true;
    this.ask();
  }

  ask() {
    if (!this.asked) this.asked = requestAnimationFrame(() => this.paint());
  }

  /** Return where the map stands and where the canvas lies on it; null while the map has no size. */
  frame() {
    const { map } = this;
    const size = map.getSize();
    if (!size.x || !size.y) return null;
    const [left, top] = [size.x, size.y].map((side) => Math.round((side * PADDING) / WHOLE) * WHOLE);
    const corner = map.containerPointToLayerPoint([-left, -top]);
    const origin = map.getPixelOrigin();
    const zoom = map.getZoom();
    const view = {
      scale: 256 * 2 ** zoom, originX: origin.x + corner.x, originY: origin.y + corner.y,
      width: size.x + 2 * left, height: size.y + 2 * top, zoom, left, top,
    };
    return { view, corner, ratio: sharpness() };
  }

  paint() {
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    const frame = this.frame();
    if (!frame || (!this.moved && this.standIn?.take(frame))) return;
    this.moved = this.stale = false;
    this.turns++;
    this.center = this.map.getCenter();
    this.zoom = frame.view.zoom;
    this.half = L.point(frame.view.width, frame.view.height).divideBy(2);
    lay(this.canvas, frame.view, frame.corner);
    this.draw(blank(this.canvas.getContext("2d"), frame.view, frame.ratio), frame.view);
    this.standIn?.leave();
  }

  /** Show the layer's own canvas again, as it should be by now. */
  settle() {
    if (!this.standIn?.active) return;
    this.moved ||= this.stale;
    if (this.moved) this.paint();
    else {
      this.turns++;
      this.standIn.leave();
    }
  }

  /** Move with an animated zoom. @param {any} center @param {number} zoom */
  follow(center, zoom) {
    const { map } = this;
    const scale = map.getZoomScale(zoom, this.zoom);
    const there = map.project(this.center, zoom);
    L.DomUtil.setTransform(this.canvas, this.half.multiplyBy(-scale).add(there).subtract(map._getNewPixelOrigin(center, zoom)), scale);
  }
}

/** Return how many dots are drawn to a pixel. */
export function sharpness() {
  return Math.min(window.devicePixelRatio || 1, 2.5);
}

/** Lay a canvas on the map. @param {HTMLCanvasElement} canvas @param {{width: number, height: number}} size @param {any} corner */
export function lay(canvas, { width, height }, corner) {
  L.DomUtil.setPosition(canvas, corner);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

/**
 * Empty the canvas of a pen, of a size; another size than before costs a new sheet. Return the pen.
 * @param {any} ctx @param {{width: number, height: number}} size @param {number} ratio @returns {CanvasRenderingContext2D}
 */
export function blank(ctx, { width, height }, ratio) {
  const { canvas } = ctx;
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.clearRect(0, 0, width, height);
  return ctx;
}

/**
 * Hang a picture on a canvas: unlike what is drawn on it, one that stays costs nothing when other parts of the page change.
 * @param {HTMLCanvasElement} canvas @param {{width: number, height: number}} size @param {number} ratio
 * @param {(ctx: CanvasRenderingContext2D) => void} draw
 */
export function hang(canvas, size, ratio, draw) {
  const sheet = new OffscreenCanvas(1, 1);
  draw(blank(sheet.getContext("2d"), size, ratio));
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(sheet.transferToImageBitmap());
}
