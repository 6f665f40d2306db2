import assert from "node:assert/strict";
import { test } from "node:test";

import { paintLabels } from "../labels.js";

const VIEW = { scale: 1, originX: 0, originY: 0, width: 800, height: 600, zoom: 7, left: 0, top: 0 };

/** Return what is written, and where, when labels are painted clear of boxes. */
function written(labels, boxes = []) {
  const texts = [];
  const pen = new Proxy({}, {
    get: (_, name) => {
      if (name === "measureText") return (text) => ({ width: text.length * 7 });
      return name === "fillText" ? (text, x, y) => texts.push({ text, x, y }) : () => undefined;
    },
    set: () => true,
  });
  paintLabels(pen, VIEW, labels, boxes, () => "#000");
  return texts;
}

const place = (name, x, y) => ({ name, x, y, rank: 0, kind: "place" });

test("of two places of a name that lie side by side one is named", () => {
  assert.equal(written([place("Agdam", 300, 300), place("Agdam", 310, 340)]).length, 1);
  assert.equal(written([place("Agdam", 100, 300), place("Agdam", 600, 340)]).length, 2);
  assert.equal(written([place("Agdam", 300, 300), place("Shusha", 310, 340)]).length, 2);
});

test("the name of a country moves out of the way of a line", () => {
  const country = { name: "ARMENIA", x: 400, y: 300, rank: 0, kind: "country" };
  assert.equal(written([country])[0].y, 300);
  const line = [300, 296, 500, 304];
  const [{ y }] = written([country], [line]);
  assert.ok(y < 291 || y > 309, `still on the line at ${y}`);
});

test("a name that a card would cover is not written", () => {
  assert.deepEqual(written([place("Agdam", 300, 300)], [[200, 200, 400, 400]]), []);
});
