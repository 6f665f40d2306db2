import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { readColumn, readSection } from "../bytes.js";
import { Index, groupsInView, rowsOfGroup } from "../cluster.js";
import { safeUrl } from "../dom.js";
import { Filter } from "../filter.js";
import { folder } from "../fold.js";
import { binEdges, countBins } from "../histogram.js";
import { Lexicon, Postings } from "../postings.js";
import { Searcher } from "../search.js";
import { codesOfLine, codesOfLines, lineStarts } from "../vocabulary.js";
import { latitude, quickWorldY, worldX, worldY } from "../table.js";

const DAY = 1440;

/** @param {number[][]} spans @param {number[]} bound */
function table(spans, bound = spans.map(() => 0)) {
  const n = spans.length;
  return /** @type {any} */ ({
    n, from: Float64Array.from(spans, ([a]) => a), to: Float64Array.from(spans, ([, b]) => b), bound,
    codes: { event_type: Uint8Array.from(spans, (_, i) => 1 + (i % 2)) }, vocabularies: { event_type: ["a", "b"], actor: ["x"] },
    lists: { actor: { offsets: Uint32Array.from({ length: n + 1 }, (_, i) => i), codes: new Uint8Array(n).fill(1) } },
    x: Float64Array.from(spans, (_, i) => 0.5 + i * 1e-7), y: new Float64Array(n).fill(0.4), pinned: new Uint8Array(n).fill(1),
    precision: new Uint8Array(n),
  });
}

test("planes, differences and signs are undone", () => {
  assert.deepEqual([...readColumn(Uint8Array.of(1, 2, 1, 0), 2, 2, 0)], [257, 2]);
  assert.deepEqual([...readColumn(Uint8Array.of(4, 3, 2), 3, 1, 3)], [2, 0, 1]);
});

test("a section is read", async () => {
  const head = Buffer.from(JSON.stringify({ info: { a: 1 }, columns: [["c", 2, 1, 0]] }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const { info, columns } = await readSection(deflateSync(Buffer.concat([length, head, Buffer.of(7, 8)])).toString("base64"));
  assert.deepEqual([info, [...columns.c]], [{ a: 1 }, [7, 8]]);
});

test("an interval that reaches beyond the time chosen is faded, not dropped", () => {
  const filter = new Filter(table([[0, DAY], [0, 365 * DAY], [500 * DAY, 501 * DAY]]));
  filter.apply([0, 2 * DAY], true);
  assert.equal(filter.shade[0], 255);
  assert.ok(filter.shade[1] > 0 && filter.shade[1] < 100);
  assert.equal(filter.shade[2], 0);
});

test("undated rows are shown until the reader says otherwise", () => {
  const filter = new Filter(table([[0, DAY], [0, 0]], [0, 3]));
  filter.apply([0, DAY], true);
  assert.equal(filter.shown, 2);
  filter.apply([0, DAY], false);
  assert.equal(filter.shown, 1);
});

test("counts of a facet follow the other choices, not its own", () => {
  const filter = new Filter(table([[0, DAY], [0, DAY], [9 * DAY, 10 * DAY]]));
  filter.choose("event_type", [1]);
  filter.apply(null, true);
  assert.equal(filter.shown, 2);
  assert.deepEqual([...filter.counts("event_type", null, true)], [0, 2, 1]);
  assert.deepEqual([...filter.counts("actor", [0, DAY], true)], [0, 1]);
});

test("bins run from hours to decades and count every row once", () => {
  for (const days of [1, 10, 100, 3000, 40000]) {
    const { edges } = binEdges(0, days * DAY, 60);
    assert.ok(edges.length <= 62 && edges[0] <= 0 && edges[edges.length - 1] >= days * DAY);
    const rows = [[0, DAY], [0, days * DAY], [(days - 1) * DAY, days * DAY]];
    const { sure, spread } = countBins(table(rows), new Uint16Array(3), edges);
    const total = [...sure, ...spread].reduce((sum, count) => sum + count, 0);
    assert.ok(Math.abs(total - 3) < 1e-9);
  }
});

test("incidents that would lie over each other are one mark with their number", () => {
  const data = table([[0, 1], [0, 1], [0, 1]]);
  const index = new Index(data);
  const shown = { shade: Uint8Array.of(255, 0, 255), rows: Uint32Array.of(0, 2, 0), shown: 2 };
  const view = (/** @type {number} */ zoom) => ({ zoom, scale: 256 * 2 ** zoom, originX: 0.5 * 256 * 2 ** zoom - 200, originY: 0.4 * 256 * 2 ** zoom - 200, width: 400, height: 400, left: 0, top: 0 });
  const [group] = groupsInView(index, shown, new Uint8Array(3), view(4));
  assert.equal(group.n, 2);
  assert.deepEqual(rowsOfGroup(index, group, 4, shown), [0, 2]);
});

/** A chunk of lines, as geo/draw/texts.py packs it. @param {number[]} codes */
function chunkOf(...codes) {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(codes.length);
  return deflateSync(Buffer.concat([length, Buffer.from(codes), Buffer.from("{}")])).toString("base64");
}

test("groups hold every shown row, once, at every zoom", () => {
  const data = table(Array.from({ length: 500 }, (_, i) => [i, i + 3]));
  data.x = data.x.map((_, i) => 0.5 + ((i * 7919) % 500) / 5000);
  data.y = data.y.map((_, i) => 0.4 + ((i * 104729) % 500) / 5000);
  const filter = new Filter(data);
  const index = new Index(data);
  for (const window of [null, [100, 300], [499, 500]]) {
    filter.apply(/** @type {any} */ (window), true);
    for (let zoom = 0; zoom <= 14; zoom++) {
      const scale = 256 * 2 ** zoom;
      const view = { zoom, scale, originX: 0.45 * scale, originY: 0.35 * scale, width: 0.2 * scale, height: 0.2 * scale, left: 0, top: 0 };
      const groups = groupsInView(index, filter, new Uint8Array(500), view);
      assert.equal(groups.reduce((sum, { n }) => sum + n, 0), filter.shown);
      const rows = groups.flatMap((group) => rowsOfGroup(index, group, zoom, filter));
      assert.deepEqual(rows.sort((a, b) => a - b), [...filter.rows.subarray(0, filter.shown)]);
    }
  }
});

test("search minds neither case, marks nor script", async () => {
  const fold = folder({ "ə": "e", "ш": "sh", "у": "u", "а": "a" });
  assert.equal(fold("Gəncə’s"), "gences");
  const searcher = new Searcher({ letters: { "ш": "sh", "у": "u", "а": "a" }, chunk: 2, n: 3, articles: new Uint8Array(3), names: [[["Shusha"], Uint8Array.of(0, 0, 1)]], lists: {} });
  const words = ["", "first", "line", "second", "near", "Шуша", "third", "Al-Nusra"];
  await searcher.learn(deflateSync(words.join("\n")).toString("base64"));
  await searcher.add(1, chunkOf(6, 0));
  await searcher.add(0, chunkOf(1, 2, 0, 3, 4, 5, 7, 0));
  assert.deepEqual([...searcher.find("shusha")], [1, 2]);
  assert.deepEqual([...searcher.find("NEAR шуша.")], [1]);
  assert.deepEqual([...searcher.find("nusra SECO")], [1]);
  assert.deepEqual([...searcher.find("nothing")], []);
  assert.deepEqual([...searcher.find("near first")], []);
});

test("numbers of more than a byte are read, and lines found among them", () => {
  const bytes = Uint8Array.of(0x80, 1, 5, 0, 0, 0xff, 0xff, 3, 0);
  assert.deepEqual([...lineStarts(bytes)], [0, 4, 5, 9]);
  assert.deepEqual([codesOfLine(bytes, 0), codesOfLine(bytes, 4), codesOfLine(bytes, 5)], [[128, 5], [], [65535]]);
  const uses = new Uint32Array(6);
  assert.deepEqual([...codesOfLines(bytes, uses)], [128, 5, 0, 0, 65535, 0]);
  assert.deepEqual([...uses], [3, 0, 0, 0, 0, 1]);
  assert.deepEqual([...codesOfLines(Uint8Array.of(0x81, 0x82, 0x83, 1), uses)], [1 + (2 << 7) + (3 << 14) + (1 << 21)]);
});

test("each text that holds a word is found once", () => {
  const lexicon = new Lexicon("\nabab\nb\n\ncab");
  assert.deepEqual([lexicon.find("ab"), lexicon.find("b"), lexicon.find("abc")], [[1, 4], [1, 2, 4], []]);
});

test("lines are found by reading all and by their pieces alike", async () => {
  const pieces = 70000;
  const bytes = (/** @type {number[]} */ codes) => Uint8Array.from(codes.flatMap((code) => (code < 128 ? [code] : code < 16384 ? [code & 127 | 128, code >> 7] : [code & 127 | 128, code >> 7 & 127 | 128, code >> 14])));
  const postings = new Postings(pieces, 2);
  [[1, 2, 1, 0, 0], [69999, 128, 0, 1, 300, 0], [300, 0]].forEach((codes, number) => postings.add(number, bytes(codes)));
  const marked = (/** @type {number[]} */ wanted) => {
    const marks = new Uint32Array(5);
    postings.mark(wanted, marks, 2);
    return [...marks];
  };
  const all = () => [[], [1], [2, 128], [69999], [300, 1], [4]].map(marked);
  const read = all();
  assert.deepEqual(read, [[0, 0, 0, 0, 0], [2, 0, 0, 2, 0], [2, 0, 2, 0, 0], [0, 0, 2, 0, 0], [2, 0, 0, 2, 2], [0, 0, 0, 0, 0]]);
  await postings.list(async () => assert.deepEqual(all(), read));
  assert.ok(postings.lines);
  assert.deepEqual(all(), read);
});

test("only http and https are followed", () => {
  assert.equal(safeUrl("https://example.org/a"), "https://example.org/a");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "//x", "file:///etc", "", null]) assert.equal(safeUrl(bad), null);
});

test("Mercator and back", () => {
  const meters = (/** @type {number} */ lat) => Math.abs(quickWorldY(lat) - worldY(lat)) * 40075017 * Math.cos((lat * Math.PI) / 180);
  for (const lat of [-90, -85.04, -0.005, 0, 39.123456, 60.98765, 84.995, 90]) assert.ok(meters(lat) < 1, String(lat));
  for (const lat of [-80, -10, 0, 39.15, 84]) assert.ok(Math.abs(latitude(worldY(lat)) - lat) < 1e-9);
  assert.equal(worldX(0), 0.5);
});
