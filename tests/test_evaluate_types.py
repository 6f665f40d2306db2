"""Scoring of event types: one label for a snippet, and the floor of our figure."""

import json

import pytest

from geo.errors import FormatError
from geo.evaluate.types import LABELS, WEIGHTS, Labeler, evaluate_types
from geo.events import event_kinds
from geo.gazetteer import open_gazetteer


def test_every_event_type_has_a_label_and_every_label_a_weight():
    assert set(event_kinds()) <= set(LABELS)
    assert set(LABELS.values()) == set(WEIGHTS)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A suicide bomber blew himself up near a bus station.", "SUIC_BOMB"),
        ("An earthquake killed eight people on the island.", "NATURAL_DISASTER"),
        ("The army reopened a museum.", "OTHER"),
    ],
)
def test_the_weightiest_word_decides(text, label, tiny_gazetteer):
    assert Labeler(tiny_gazetteer)(text) == label


def test_scores_are_weighted_by_the_gold_labels(tmp_path, tiny_gazetteer):
    rows = [
        {"text": "A mob lynched two men.", "sub_type": "MOB_VIOL"},
        {"text": "A mob lynched a man.", "sub_type": "MOB_VIOL"},
        {"text": "An earthquake struck.", "sub_type": "ATTACK"},
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    scores = evaluate_types([path], gazetteer=tiny_gazetteer)
    assert scores["accuracy"] == pytest.approx(2 / 3)
    assert scores["weighted_f1"] == pytest.approx(2 / 3)


def test_a_line_that_is_no_snippet_is_named(tmp_path, tiny_gazetteer):
    path = tmp_path / "bad.jsonl"
    path.write_text("{}\n")
    with pytest.raises(FormatError, match=r"bad\.jsonl, line 1"):
        evaluate_types([path], gazetteer=tiny_gazetteer)


@pytest.mark.shared
def test_floor_on_the_labelled_snippets(benchmarks):
    scores = evaluate_types([benchmarks("types/case2021.jsonl")], gazetteer=open_gazetteer())
    assert scores["weighted_f1"] >= 0.68
