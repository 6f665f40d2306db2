/** Save what is shown: a table, GeoJSON, a picture. */

import { el, save } from "./dom.js";
import { placeOf, say, value } from "./words.js";
import { picture } from "./picture.js";
import { UNDATED } from "./table.js";

/** @typedef {import("./context.js").Context} Context */

const COLUMNS = ["incident_id", "event_type", "summary", "earliest", "latest", "place", "path", "longitude", "latitude", "precision", "radius_km", "status", "killed", "claimants", "quotes", "sources"];

/**
 * Return a cell of a table: quoted where need be, and never read as a formula.
 * @param {unknown} cell
 */
export function csvCell(cell) {
  if (cell === null || cell === undefined) return "";
  const text = String(cell);
  const guarded = typeof cell === "string" && /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
}

/**
 * Return the shown rows as records.
 * @param {Context} context
 */
async function records({ table, texts, rows }) {
  const found = [];
  for (const row of [...rows()].sort((a, b) => a - b)) {
    const detail = await texts.detail(row);
    const day = (/** @type {number} */ minutes) => new Date(minutes * 60000).toISOString().slice(0, 10);
    const { name, path } = placeOf(table, row);
    const bound = table.bound[row];
    found.push({
      incident_id: detail.id, event_type: value(table, "event_type", row), summary: detail.summary,
      earliest: bound === UNDATED || bound === 2 ? null : day(table.from[row]), latest: bound === UNDATED || bound === 1 ? null : day(table.to[row] - 1),
      place: name, path, longitude: table.pinned[row] ? table.lon[row] / 1e5 : null, latitude: table.pinned[row] ? table.lat[row] / 1e5 : null,
      precision: table.precision[row] || null, radius_km: table.radius[row] / 10 || null,
      status: value(table, "status", row), killed: table.killed[row] ? table.killed[row] - 1 : null,
      claimants: detail.claims.map((claim) => claim.claimant ?? "").join("; "), quotes: detail.claims.map((claim) => claim.words).join(" | "),
      sources: detail.claims.map(({ source }) => source.url ?? source.title ?? "").join("; "),
    });
  }
  return found;
}

/** Return the shown rows as a table of comma-separated values. @param {Context} context */
export async function toCsv(context) {
  const lines = (await records(context)).map((record) => COLUMNS.map((name) => csvCell(/** @type {any} */ (record)[name])).join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}

/** Return the shown rows as GeoJSON; rows without a pin have no geometry. @param {Context} context */
export async function toGeoJson(context) {
  const features = (await records(context)).map(({ longitude, latitude, ...properties }) => ({
    type: "Feature", properties, geometry: longitude === null ? null : { type: "Point", coordinates: [longitude, latitude] },
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

/** Return the buttons that save. @param {Context} context */
export function saveButtons(context) {
  const kinds = {
    csv: async () => save(new Blob(["\ufeff", await toCsv(context)], { type: "text/csv" }), "incidents.csv"),
    geojson: async () => save(new Blob([await toGeoJson(context)], { type: "application/geo+json" }), "incidents.geojson"),
    png: () => picture(context).toBlob((blob) => blob && save(blob, "incidents.png")),
  };
  return el("section", { class: "geo-part" }, el("h3", { text: say("export") }),
    el("div", { class: "geo-buttons" }, ...Object.entries(kinds).map(([name, click]) => (
      el("button", { type: "button", class: "geo-button", text: say(`export.${name}`), on: { click } })))));
}
