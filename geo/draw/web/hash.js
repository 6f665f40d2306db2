/** The whole state in the address, so that a view of the map can be shared. */

import { DAY } from "./words.js";

/** @typedef {import("./context.js").Context} Context */

const WAIT = 250;

/**
 * Return the state as the part of an address after "#".
 * @param {import("./types").State} state @param {string} view where the map stands
 */
export function toHash(state, view) {
  const parts = new URLSearchParams({ at: view });
  if (state.window) parts.set("time", state.window.join("_"));
  if (state.query) parts.set("q", state.query);
  if (!state.undated) parts.set("undated", "0");
  if (state.selected >= 0) parts.set("incident", String(state.selected));
  for (const name of /** @type {const} */ (["tab", "color", "sort"])) if (state[name] !== DEFAULTS[name]) parts.set(name, state[name]);
  for (const [facet, codes] of Object.entries(state.chosen)) if (codes.length) parts.set(`f.${facet}`, codes.join("_"));
  const layers = Object.entries(state.layers).map(([id, on]) => `${on ? "" : "-"}${id}`);
  if (state.view !== "fact") parts.set("view", state.view);
  if (layers.length) parts.set("layers", layers.join("_"));
  return parts.toString();
}

const DEFAULTS = { tab: "list", color: "family", sort: "newest" };
const ALLOWED = { tab: ["list", "filters", "key"], color: ["family", "status", "actor", "article"], sort: ["newest", "oldest", "place", "type", "killed"] };

/**
 * Return the state that an address asks for, leaving out what makes no sense.
 * @param {string} hash @param {import("./types").Table} table
 * @returns {{patch: Partial<import("./types").State>, view: number[] | null}}
 */
export function fromHash(hash, table) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const numbers = (/** @type {string} */ name) => (parts.get(name) ?? "").split("_").map(Number).filter(Number.isFinite);
  const view = numbers("at");
  return { patch: { ...words(parts, table), chosen: choices(numbers, parts, table), window: time(numbers("time"), table) }, view: view.length === 3 ? view : null };
}

/** @param {URLSearchParams} parts @param {import("./types").Table} table */
function words(parts, table) {
  const row = Number(parts.get("incident") ?? -1);
  /** @type {Record<string, any>} */
  const patch = {
    query: (parts.get("q") ?? "").slice(0, 200), undated: parts.get("undated") !== "0",
    selected: Number.isInteger(row) && row >= 0 && row < table.n ? row : -1,
  };
  for (const [name, allowed] of Object.entries(ALLOWED)) if (allowed.includes(parts.get(name) ?? "")) patch[name] = parts.get(name);
  const layers = (parts.get("layers") ?? "").split("_").filter((id) => /^-?[\w.]+$/.test(id));
  const view = parts.get("view") ?? "";
  if (/^[\w-]{1,40}$/.test(view)) patch.view = view;
  if (layers.length) patch.layers = Object.fromEntries(layers.map((id) => (id.startsWith("-") ? [id.slice(1), false] : [id, true])));
  return patch;
}

/** @param {(name: string) => number[]} numbers @param {URLSearchParams} parts @param {import("./types").Table} table */
function choices(numbers, parts, table) {
  const facets = [...Object.keys(table.vocabularies), "precision"].filter((facet) => parts.has(`f.${facet}`));
  return Object.fromEntries(facets.map((facet) => [facet, numbers(`f.${facet}`).filter((code) => code >= 0)]));
}

/** @param {number[]} ends @param {import("./types").Table} table @returns {[number, number] | null} */
function time([a, b], table) {
  return b > a && b > table.start - DAY && a < table.stop + DAY ? [a, b] : null;
}

/** Keep address and state together. @param {Context} context */
export function shareByAddress(context) {
  const { map, choice, table } = context;
  const read = () => {
    const { patch, view } = fromHash(location.hash, table);
    if (view) map.setView([view[0], view[1]], view[2], { animate: false });
    choice.set(patch);
    return view !== null;
  };
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    timer = Number(setTimeout(() => {
      const { lat, lng } = map.getCenter();
      const view = [lat.toFixed(4), lng.toFixed(4), map.getZoom()].join("_");
      try {
        history.replaceState(null, "", `#${toHash(choice.state, view)}`);
      } catch {
        // A sandboxed frame may not touch its address; the map works without.
      }
    }, WAIT));
  };
  const placed = location.hash.length > 1 && read();
  addEventListener("hashchange", read);
  choice.listen(write);
  map.on("moveend", write);
  return placed;
}
