/** A canvas that stays under the map as it moves and zooms. */

/**
 * Where the map stands, for drawing: pixels are `world * scale - origin`.
 * @typedef {{scale: number, originX: number, originY: number, width: number, height: number, zoom: number, left: number, top: number}} View
 */

const PADDING = 0.08;

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
    const again = () => this.redraw();
    map.on("move zoom viewreset resize moveend zoomend", again);
    map.on("zoomanim", (/** @type {any} */ event) => this.follow(event.center, event.zoom));
    this.redraw();
  }

  /** Draw again before the next frame. */
  redraw() {
    if (!this.asked) this.asked = requestAnimationFrame(() => this.paint());
  }

  paint() {
    this.asked = 0;
    const { map, canvas } = this;
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 2.5);
    const padX = Math.round(size.x * PADDING);
    const padY = Math.round(size.y * PADDING);
    const width = size.x + 2 * padX;
    const height = size.y + 2 * padY;
    const corner = map.containerPointToLayerPoint([-padX, -padY]);
    L.DomUtil.setPosition(canvas, corner);
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    resize(canvas, width, height, ratio);
    const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    const origin = map.getPixelOrigin();
    this.draw(ctx, {
      scale: 256 * 2 ** this.zoom, originX: origin.x + corner.x, originY: origin.y + corner.y,
      width, height, zoom: this.zoom, left: padX, top: padY,
    });
  }

  /** Move with an animated zoom. @param {any} center @param {number} zoom */
  follow(center, zoom) {
    const { map } = this;
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().multiplyBy(0.5 + PADDING);
    const there = map.project(this.center, zoom);
    L.DomUtil.setTransform(this.canvas, half.multiplyBy(-scale).add(there).subtract(map._getNewPixelOrigin(center, zoom)), scale);
  }
}

/**
 * Give a canvas its size, if it has another: setting one costs a new sheet each time.
 * @param {HTMLCanvasElement} canvas @param {number} width @param {number} height @param {number} ratio
 */
export function resize(canvas, width, height, ratio) {
  const wide = Math.round(width * ratio);
  const high = Math.round(height * ratio);
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
}
