import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { claimDate, countWords, interval, moment, number, say, speak } from "../words.js";

const messages = JSON.parse(readFileSync(new URL("../messages.json", import.meta.url), "utf8"));
speak(messages);
const minutes = (/** @type {string} */ day) => Date.parse(`${day}${day.includes("T") ? "Z" : ""}`) / 60000;

test("intervals are said in as few words as say them", () => {
  assert.equal(interval(minutes("2020-10-18"), minutes("2020-10-19")), "18 October 2020");
  assert.equal(interval(minutes("2020-10-01"), minutes("2020-11-01")), "October 2020");
  assert.equal(interval(minutes("1993-01-01"), minutes("1994-01-01")), "1993");
  assert.equal(interval(minutes("2020-10-18"), minutes("2020-10-21")), "18 – 20 Oct 2020");
});

test("open dates stay open", () => {
  assert.equal(claimDate(["1993-01-01", null, "on_or_after", "year"]), "on or after 1 January 1993");
  assert.equal(claimDate([null, null, "unknown", null]), "date not stated");
});

test("a range of counts is not made one number", () => {
  assert.equal(countWords([3, null, 5]), "3 to 5");
  assert.equal(countWords([null, 4, null]), "4");
  assert.equal(countWords([1000, null, null]), "at least 1,000");
  assert.equal(countWords([12, 12, null]), "at least 12");
  assert.equal(countWords([12, 12, 12]), "12");
  assert.equal(countWords([null, null, null]), "");
});

test("every message that the code asks for is in the file", () => {
  for (const key of ["count.all", "panel.claims", "brush.play", "stance.denied"]) assert.notEqual(say(key), key);
});

test("dates and stretches of days are spelled without what they share", () => {
  assert.equal(interval(minutes("2020-09-05T14:00"), minutes("2020-09-05T15:00")), "5 Sept 2020, 14:00");
  assert.equal(interval(minutes("2020-10-30"), minutes("2020-11-04")), "30 Oct – 3 Nov 2020");
  assert.equal(interval(minutes("2020-12-30"), minutes("2021-01-02")), "30 Dec 2020 – 1 Jan 2021");
  assert.equal(moment(minutes("0987-06-01"), "month"), "June 987");
  assert.deepEqual([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
});
