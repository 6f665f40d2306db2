/** Sheets that lie on the map, each with a picture of a view, and what is drawn on. */

/**
 * Where a picture stands, for drawing: pixels are `world * scale - origin`; `left` and `top` are what it has beyond the map.
 * @typedef {{scale: number, originX: number, originY: number, width: number, height: number, zoom: number, left: number, top: number}} View
 */

/** How far a picture reaches beyond the map on each side, as a share of it. */
const MARGIN = 0.15;
/** Pixels that the margin is a multiple of, so that it is one of dots too where these are 1.25 or 1.5 to a pixel. */
const WHOLE = 4;
/** How much of the margin may be used up before more is drawn: drawing takes a moment. */
const AHEAD = 0.5;

/** Return the view of a map as it stands, with a margin or without; null while the map has no size. @param {any} map of Leaflet @param {boolean} wide @returns {View | null} */
export function viewOf(map, wide) {
  const size = map.getSize();
  if (!size.x || !size.y) return null;
  const [left, top] = [size.x, size.y].map((side) => (wide ? Math.round((side * MARGIN) / WHOLE) * WHOLE : 0));
  const origin = map.getPixelOrigin().add(map.containerPointToLayerPoint([-left, -top]));
  const zoom = map.getZoom();
  return { scale: 256 * 2 ** zoom, originX: origin.x, originY: origin.y, width: size.x + 2 * left, height: size.y + 2 * top, zoom, left, top };
}

/** A canvas in a pane of its own. The picture on it moves and zooms with the map until the next is there. */
export class Sheet {
  /** @param {any} map of Leaflet @param {string} name @param {number} level */
  constructor(map, name, level) {
    this.map = map;
    const pane = map.createPane(name);
    pane.style.zIndex = String(level);
    pane.style.pointerEvents = "none";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
    pane.append(this.canvas);
    /** What is seen on it. @type {View | null} */
    this.view = null;
    map.on("zoom viewreset", () => this.place(map.getPixelOrigin(), map.getZoom()));
    map.on("zoomanim", (/** @type {any} */ { center, zoom }) => this.place(map._getNewPixelOrigin(center, zoom), zoom));
  }

  /** Show a picture. @param {ImageBitmap} picture @param {View} view */
  show(picture, view) {
    this.view = view;
    const { canvas, map } = this;
    canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(picture);
    canvas.style.width = `${view.width}px`;
    canvas.style.height = `${view.height}px`;
    this.place(map.getPixelOrigin(), map.getZoom());
  }

  /** Lay the picture where it belongs on the map. @param {any} origin of the map's pixels @param {number} zoom */
  place(origin, zoom) {
    if (!this.view) return;
    const scale = 2 ** (zoom - this.view.zoom);
    L.DomUtil.setTransform(this.canvas, L.point(this.view.originX, this.view.originY).multiplyBy(scale).subtract(origin), scale);
  }

  /** Tell whether the picture is of the map as it stands, with enough around it to move on. @param {View} now */
  covers(now) {
    const { view } = this;
    if (!view || view.zoom !== now.zoom) return false;
    const spare = (/** @type {number} */ margin) => margin * (1 - AHEAD);
    const [x, y] = [now.originX + now.left - view.originX, now.originY + now.top - view.originY];
    const [wide, high] = [now.width - 2 * now.left, now.height - 2 * now.top];
    return x >= spare(now.left) && y >= spare(now.top) && x + wide + spare(now.left) <= view.width && y + high + spare(now.top) <= view.height;
  }
}

/** Return how many dots are drawn to a pixel. */
export function sharpness() {
  return Math.min(window.devicePixelRatio || 1, 2.5);
}

/** Return the pen of a new canvas that is not in the page. @returns {any} */
export function newPen() {
  return new OffscreenCanvas(1, 1).getContext("2d");
}

/**
 * Empty the canvas of a pen, of a size; another size than before costs a new canvas. Return the pen.
 * @param {any} pen @param {{width: number, height: number}} size @param {number} ratio @returns {CanvasRenderingContext2D}
 */
export function blank(pen, { width, height }, ratio) {
  const { canvas } = pen;
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

/**
 * Hang a picture on a canvas: unlike what is drawn on it, one that stays costs nothing when other parts of the page change.
 * @param {HTMLCanvasElement} canvas @param {{width: number, height: number}} size @param {number} ratio
 * @param {(ctx: CanvasRenderingContext2D) => void} draw
 */
export function hang(canvas, size, ratio, draw) {
  const pen = newPen();
  draw(blank(pen, size, ratio));
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(pen.canvas.transferToImageBitmap());
}
