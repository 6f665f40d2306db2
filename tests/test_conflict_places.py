"""Names as reports of conflicts spell them: our own labelled sentences, and the reader on them."""

import importlib.util
import json
from pathlib import Path

import pytest

from geo.evaluate.toponyms import evaluate_toponyms
from geo.gazetteer import open_gazetteer
from geo.model import Use

CORPORA = Path(__file__).resolve().parent / "corpora"
CORPUS = CORPORA / "conflict-places.jsonl"
UNSEEN = CORPORA / "conflict-places-unseen.jsonl"


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ROWS = read(CORPUS)

TOOL = CORPORA.parent.parent / "tools" / "build_conflict_places.py"
spec = importlib.util.spec_from_file_location("build_conflict_places", TOOL)
build_conflict_places = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build_conflict_places)

FLOORS = {
    "ceiling": 0.99,
    "acc161": 0.968,
    "acc25": 0.953,
    "recall161": 0.903,
    "precision161": 0.959,
    "sure_share": 0.70,
    "sure_accuracy": 0.993,
}
"""What was reached; raise it with the figures, never lower it.

The share of sure answers fell from 0.81 when scores were made modest enough for unseen world news.
"""


@pytest.fixture(scope="module")
def figures():
    return evaluate_toponyms([CORPUS], open_gazetteer())["conflict-places"]


@pytest.mark.parametrize("figure", FLOORS)
def test_the_reader_keeps_what_it_reached(figures, figure):
    assert figures[figure] >= FLOORS[figure]


@pytest.mark.parametrize(
    ("figure", "floor"),
    [("ceiling", 0.875), ("acc161", 0.875), ("recall161", 0.785), ("precision161", 0.92)],
)
def test_the_reader_keeps_what_it_reached_on_sentences_nothing_was_learned_from(figure, floor):
    assert evaluate_toponyms([UNSEEN], open_gazetteer())["conflict-places"][figure] >= floor


def test_spans_hold_their_surfaces_in_order_and_apart():
    for row in [*ROWS, *read(UNSEEN)]:
        last = 0
        for toponym in row["toponyms"]:
            assert row["text"][toponym["start"] : toponym["end"]] == toponym["surface"]
            assert toponym["start"] >= last
            assert toponym["use"] in set(Use)
            last = toponym["end"]


def test_the_corpus_is_as_wide_as_it_says():
    years = [row["meta"]["year"] for row in ROWS]
    assert len(ROWS) >= 300
    assert len({row["doc_id"] for row in ROWS}) == len({row["text"] for row in ROWS}) == len(ROWS)
    assert len({row["meta"]["conflict"] for row in ROWS}) >= 15
    assert max(years) - min(years) >= 40
    assert {toponym["use"] for row in ROWS for toponym in row["toponyms"]} == set(Use)
    assert sum(not row["toponyms"] for row in ROWS) >= 7


def test_the_corpus_is_that_of_its_source():
    source = CORPUS.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in source if line and not line.startswith(("#", "=="))]
    assert [build_conflict_places.plain(line) for line in lines] == [row["text"] for row in ROWS]
