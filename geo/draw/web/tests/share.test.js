import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHash, toHash } from "../hash.js";
import { csvCell } from "../save.js";
import { initialState } from "../state.js";

const table = /** @type {any} */ ({ n: 5, start: 0, stop: 100000, vocabularies: { actor: ["a", "b"] } });

test("what an address says comes back", () => {
  const state = { ...initialState(), window: /** @type {[number, number]} */ ([10, 5000]), query: "شوشا & co", undated: false, selected: 3, chosen: { actor: [2], precision: [1, 6] }, tab: "filters", layers: { rivers: false, graticule: true } };
  const { patch, view } = fromHash(`#${toHash(state, "40_46.5_7.25")}`, table);
  assert.deepEqual(view, [40, 46.5, 7.25]);
  for (const [name, value] of Object.entries(patch)) assert.deepEqual(value, /** @type {any} */ (state)[name], name);
});

test("an address that makes no sense changes nothing", () => {
  const { patch, view } = fromHash("#at=1_2&time=9_3&incident=99&tab=<img>&f.actor=x_-1&layers=<b>_rivers", table);
  assert.equal(view, null);
  assert.deepEqual(patch, { query: "", undated: true, selected: -1, chosen: { actor: [] }, window: null, layers: { rivers: true } });
});

test("no cell is read as a formula", () => {
  for (const cell of ["=1+1", "+1", "-1", "@x", "\t=1", " =cmd"]) assert.match(csvCell(cell), /^"?'/);
  assert.equal(csvCell(-5.2), "-5.2");
  assert.equal(csvCell('say "so", he said'), '"say ""so"", he said"');
  assert.equal(csvCell(null), "");
});
