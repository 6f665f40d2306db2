/** Place names that never overlap: the most important first, each on the first side with room. */

import { worldX, worldY } from "./table.js";

/**
 * @typedef {{name: string, x: number, y: number, rank: number, kind: string, radius?: number, note?: string}} Label
 * @typedef {import("./canvas.js").View} View
 * @typedef {{places: Label[], labels: Label[]}} Labels
 * @typedef {[number, number, number, number]} Box
 */

/** @type {Record<string, number>} */
const RANKS = { place: 0, city: 0, country: 30, town: 300 };
/** Room that a name keeps around itself, so that a map can be read. */
const AIR = 9;
/** How near to another a place of the same name is left without its own: it would look like a mistake. */
const NAMESAKE = 90;
/** How far up or down a country's name may move, in pixels. */
const ALONG = [0, -18, 18, -36, 36];
const SIDES = [[1, 0], [-1, 0], [0, -1], [0, 1], [0.7, -0.8], [0.7, 0.8], [-0.7, -0.8], [-0.7, 0.8]];
/** @type {Record<string, {font: string, color: string, dot: number}>} */
const LOOKS = {
  country: { font: "600 13px system-ui, sans-serif", color: "--geo-country-name", dot: 0 },
  town: { font: "11.5px system-ui, sans-serif", color: "--geo-town-name", dot: 1.9 },
  city: { font: "600 12.5px system-ui, sans-serif", color: "--geo-town-name", dot: 2.4 },
  place: { font: "italic 11.5px system-ui, sans-serif", color: "--geo-place-name", dot: 2.6 },
};

/**
 * Return the labels of a map by the layer that they belong to: the places that articles name; towns and countries.
 * @param {any} info of the base section @returns {Labels}
 */
export function makeLabels({ labels: { country = [], city = [], town = [] } = {}, places = [] }) {
  const label = (/** @type {string} */ kind, before = 0) => (/** @type {[string, number, number]} */ [name, lon, lat], /** @type {number} */ place) => (
    { name: kind === "country" ? name.toUpperCase() : name, x: worldX(lon), y: worldY(lat), rank: before + place + RANKS[kind], kind });
  const labels = [...country.map(label("country")), ...city.map(label("city")), ...town.map(label("town", city.length))];
  labels.sort((/** @type {Label} */ a, /** @type {Label} */ b) => a.rank - b.rank);
  return { places: places.map(label("place")), labels };
}

/** Return the labels of the layers that are on, the most important first. @param {Labels} all @param {(id: string) => boolean} on */
export function labelsOn({ places, labels }, on) {
  return [...(on("places") ? places : []), ...(on("labels") ? labels : [])];
}

/** Keeps boxes apart, in squares so that few need to be compared. */
class Room {
  constructor() {
    /** @type {Map<number, Box[]>} */
    this.squares = new Map();
  }

  /** @param {Box} box */
  *keys([left, top, right, bottom]) {
    for (let i = left >> 6; i <= right >> 6; i++) for (let j = top >> 6; j <= bottom >> 6; j++) yield i * 4096 + j;
  }

  /** @param {Box} box */
  free(box) {
    for (const key of this.keys(box)) {
      for (const other of this.squares.get(key) ?? []) {
        if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return false;
      }
    }
    return true;
  }

  /** @param {Box} box */
  take(box) {
    for (const key of this.keys(box)) {
      const square = this.squares.get(key);
      if (square) square.push(box);
      else this.squares.set(key, [box]);
    }
  }
}

/** Where names were written. */
class Named {
  constructor() {
    /** @type {Map<string, [number, number][]>} */
    this.points = new Map();
  }

  /** @param {string} name @param {number} x @param {number} y */
  near(name, x, y) {
    return this.points.get(name)?.some(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY) < NAMESAKE) ?? false;
  }

  /** @param {string} name @param {number} x @param {number} y */
  add(name, x, y) {
    this.points.set(name, [...(this.points.get(name) ?? []), [x, y]]);
  }
}

/**
 * Draw the labels that find room, clear of the marks.
 * @param {CanvasRenderingContext2D} ctx @param {View} view @param {Label[]} labels @param {Box[]} marks
 * @param {(name: string) => string} color
 */
export function paintLabels(ctx, view, labels, marks, color) {
  const room = new Room();
  const named = new Named();
  for (const box of marks) room.take(box);
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of labels) {
    const x = label.x * view.scale - view.originX;
    const y = label.y * view.scale - view.originY;
    if (x < 0 || y < 0 || x > view.width || y > view.height || named.near(label.name, x, y)) continue;
    const look = LOOKS[label.kind];
    ctx.font = look.font;
    ctx.letterSpacing = label.kind === "country" ? "2px" : "0px";
    const spot = findRoom(room, x, y, ctx.measureText(label.name).width, look.dot);
    if (!spot) continue;
    named.add(label.name, x, y);
    room.take([spot[0] - AIR, spot[1] - AIR, spot[2] + AIR, spot[3] + AIR]);
    if (look.dot) dot(ctx, x, y, look.dot, color(look.color), color("--geo-land"));
    write(ctx, label.name, spot[0] + 3, (spot[1] + spot[3]) / 2, color(look.color), color("--geo-label-halo"));
  }
}

/** @param {Room} room @param {number} x @param {number} y @param {number} width @param {number} dotSize @returns {Box | null} */
function findRoom(room, x, y, width, dotSize) {
  const half = width / 2 + 3;
  const tall = dotSize ? 8 : 9;
  const middles = dotSize ? SIDES.map(([dx, dy]) => [x + dx * (half + 4), y + dy * 13]) : ALONG.map((dy) => [x, y + dy]);
  for (const [cx, cy] of middles) {
    /** @type {Box} */
    const box = [cx - half, cy - tall, cx + half, cy + tall];
    if (room.free(box)) return box;
  }
  return null;
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} size @param {string} color @param {string} fill */
function dot(ctx, x, y, size, color, fill) {
  ctx.beginPath();
  ctx.arc(x, y, size, 0, 7);
  ctx.fillStyle = fill;
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.3;
  ctx.fill();
  ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {string} text @param {number} x @param {number} y @param {string} color @param {string} halo */
export function write(ctx, text, x, y, color, halo) {
  ctx.strokeStyle = halo;
  ctx.lineWidth = 3;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}
