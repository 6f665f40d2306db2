"""Reports written and labelled before the reader saw them, over rounds of mending it.

Each round was measured before anything was mended by it: the figures of the first readings stand
in docs/benchmarks.md. What is kept here is what the reader reaches on all of them now.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from test_conflict_claims import measured

from geo.events import event_kinds

CORPUS = Path(__file__).resolve().parent / "corpora" / "fresh-claims.jsonl"
ROWS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
EARLIER = [row for row in ROWS if "round" not in row]
"""Rounds 1 to 4."""
LATER = [row for row in ROWS if row.get("round") in (6, 7)]
"""Rounds 6 and 7: bulletins, diaries, statements, courts and features beside wire copy."""
LATEST = {number: [row for row in ROWS if row.get("round") == number] for number in range(8, 16)}
"""Rounds 8 to 15, written after the wordings of event types were widened.

Rounds 14 and 15 are every second one of the same 60 reports: learn from 14 alone. Of rounds 11,
13 and 15 only the figures were looked at: keep their misses unread, as what a reader of
other texts gets.
"""
FLOORS = {"f": 0.73, "precision": 0.71, "recall": 0.75, "actor": 0.97, "claimant": 0.98}
"""What was reached; raise it with the figures, never lower it."""
LATER_FLOORS = {"f": 0.66, "stance": 0.85, "actor": 0.93}
LATEST_FLOORS = [
    (8, "f", 0.73),
    (8, "stance", 0.90),
    (8, "claimant of all", 0.70),
    (8, "killed", 0.96),
    (9, "f", 0.59),
    (10, "f", 0.74),
    (10, "stance", 0.86),
    (10, "claimant", 0.90),
    (11, "f", 0.53),
    (11, "stance of all", 0.48),
    (11, "claimant of all", 0.48),
    (11, "actor", 0.66),
    (12, "f", 0.35),
    (12, "stance of all", 0.31),
    (12, "claimant of all", 0.32),
    (12, "actor of all", 0.31),
    (13, "f", 0.36),
    (13, "stance of all", 0.27),
    (13, "claimant of all", 0.27),
    (13, "actor of all", 0.16),
    (14, "f", 0.45),
    (14, "actor of all", 0.32),
    (15, "f", 0.33),
    (15, "actor of all", 0.25),
]


@pytest.fixture(scope="module")
def figures():
    return measured(EARLIER)


@pytest.fixture(scope="module")
def later_figures():
    return measured(LATER)


@pytest.fixture(scope="module")
def latest_figures():
    return {number: measured(rows) for number, rows in LATEST.items()}


@pytest.mark.parametrize("figure", FLOORS)
def test_the_reader_keeps_what_it_reached(figures, figure):
    assert figures[figure] >= FLOORS[figure], figures


@pytest.mark.parametrize("figure", LATER_FLOORS)
def test_the_reader_keeps_what_it_reached_on_later_rounds(later_figures, figure):
    assert later_figures[figure] >= LATER_FLOORS[figure], later_figures


@pytest.mark.parametrize(("number", "figure", "least"), LATEST_FLOORS)
def test_the_reader_keeps_what_it_reached_on_the_latest_rounds(
    latest_figures, number, figure, least
):
    assert latest_figures[number][figure] >= least, latest_figures


def test_the_reports_are_varied_and_labelled_by_the_codebook():
    assert len(ROWS) >= 100
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    assert len({row["conflict"] for row in ROWS} - {None}) >= 25
    assert Counter(row["kind"].partition(":")[0] for row in ROWS)["nothing"] >= 5
    for row in ROWS:
        for claim in row["claims"]:
            assert claim["event_type"] in event_kinds()
            if claim["earliest"] is not None:
                assert claim["earliest"] <= claim["latest"]
                assert claim["modality"] == "planned" or claim["latest"] <= row["published"]
