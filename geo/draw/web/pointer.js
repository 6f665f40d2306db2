/** What happens under the pointer: a hint, a click, the coordinates. */

import { overlayHint } from "./borders.js";
import { el, refill } from "./dom.js";
import { isOn } from "./key.js";
import { latitude, worldX, worldY } from "./table.js";
import { placeOf, say, typeWords, value, when } from "./words.js";

/** @typedef {import("./context.js").Context} Context */

const SPREAD = 3e-5;
/** Pixels within which the pointer is on a line. */
const NEAR = 6;

/** Listen to the map. @param {Context} context */
export function followPointer(context) {
  const { map, marks } = context;
  const hint = el("div", { class: "geo-hint", hidden: true });
  const coordinates = el("output", { class: "geo-coordinates", "aria-label": say("map.coordinates") });
  context.places.app.append(hint);
  map.getContainer().append(coordinates);
  const at = (/** @type {any} */ { latlng: { lng, lat } }) => marks.find(worldX(lng), worldY(lat));
  map.on("mousemove", (/** @type {any} */ event) => {
    coordinates.textContent = `${event.latlng.lat.toFixed(4)}, ${event.latlng.wrap().lng.toFixed(4)}`;
    const hit = at(event);
    map.getContainer().style.cursor = context.picking ? "crosshair" : hit ? "pointer" : "";
    context.choice.set({ hover: hit && hit.n === 1 ? hit.row : -1 });
    showHint(context, hint, hit, event);
  });
  map.on("mouseout", () => { hint.hidden = true; coordinates.textContent = ""; context.choice.set({ hover: -1 }); });
  map.on("click", (/** @type {any} */ event) => {
    if (context.picking) {
      context.picking(event.latlng.wrap());
      return;
    }
    const hit = at(event);
    hint.hidden = true;
    if (hit) open(context, hit);
  });
}

/** @param {Context} context @param {HTMLElement} hint @param {import("./marks.js").Hit | null} hit @param {any} event */
function showHint(context, hint, hit, { latlng, containerPoint: point }) {
  const line = hit ? null : lineAt(context, latlng);
  hint.hidden = !hit && !line;
  if (line) overlayHint(hint, line);
  else if (hit) markHint(context, hint, hit);
  hint.style.left = `${point.x + 14}px`;
  hint.style.top = `${point.y + 14}px`;
}

/** Return the border overlay under the pointer. @param {Context} context @param {{lng: number, lat: number}} point */
function lineAt({ base, map, choice }, { lng, lat }) {
  const reach = NEAR / (256 * 2 ** map.getZoom());
  return base?.overlays.find(worldX(lng), worldY(lat), reach, (/** @type {string} */ id) => isOn(choice.state, id)) ?? null;
}

/** @param {Context} context @param {HTMLElement} hint @param {import("./marks.js").Hit} hit */
function markHint({ table }, hint, hit) {
  const { name } = placeOf(table, hit.row);
  if (hit.n === 1) {
    refill(hint, el("b", { text: typeWords(value(table, "event_type", hit.row)) }), el("span", { text: [name, when(table, hit.row)].filter(Boolean).join(" · "), dir: "auto" }));
  } else refill(hint, el("b", { text: groupName(table, hit) }));
}

/** @param {import("./types").Table} table @param {import("./marks.js").Hit} hit */
function groupName(table, hit) {
  if (hit.kind === "exchange") return say("group.between", { n: hit.n });
  const { name } = placeOf(table, hit.row);
  return hit.one && name ? say("group", { n: hit.n, place: name }) : say("group.mixed", { n: hit.n });
}

/**
 * Open what was clicked: an incident, or the list of several; zoom in where that tells them apart.
 * @param {Context} context @param {import("./marks.js").Hit} hit
 */
function open(context, hit) {
  const { table, map, choice } = context;
  const rows = hit.rows();
  if (rows.length === 1) return context.show(rows[0]);
  const pinned = rows.filter((row) => table.pinned[row]);
  const xs = pinned.map((row) => table.x[row]);
  const ys = pinned.map((row) => table.y[row]);
  const spread = pinned.length ? Math.max(span(xs), span(ys)) : 0;
  if (hit.kind === "cluster" && spread > SPREAD && map.getZoom() < map.getMaxZoom()) {
    const bounds = [[latitude(Math.max(...ys)), (Math.min(...xs) - 0.5) * 360], [latitude(Math.min(...ys)), (Math.max(...xs) - 0.5) * 360]];
    map.fitBounds(bounds, { ...context.places.padding?.(), maxZoom: 12 });
    if (rows.length > 12) return undefined;
  }
  choice.set({ group: rows, tab: "list" });
  context.places.sidebar.unfold();
  return undefined;
}

/** @param {number[]} values */
function span(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const one of values) {
    if (one < low) low = one;
    if (one > high) high = one;
  }
  return high - low;
}
