"""Scoring of incidents: alignment, the rules of each field, and the floors of our figures."""

import json
from datetime import date

import pytest

from geo.errors import FormatError
from geo.evaluate.incidents import Template, align, evaluate_incidents, is_date, is_place
from geo.model import (
    Actor,
    Claim,
    EventType,
    Form,
    Interval,
    Modality,
    Place,
    Precision,
    Quote,
    Reading,
    Relation,
    Setting,
    Source,
    Span,
    Stance,
)
from geo.pipeline import make_reader

LIMA = Place("geonames:3936456", "Lima", -77.03, -12.04, "P", "PPLC", "PE", path=("Peru",))
DAY = date(1990, 1, 9)
GOLD = Template(
    kind="BOMBING",
    optional=False,
    dates=((DAY, DAY),),
    country="peru",
    places=("lima",),
    organizations=((frozenset({"shining path"}), "POSSIBLE"),),
)


def claim(name="Remote explosive/landmine/IED", place=LIMA, day=DAY, actor="Shining Path"):
    precision = None if place is None else Precision.EXACT
    return Claim(
        "c1",
        Source("a"),
        EventType(name, "ASSAULT"),
        "",
        Quote(0, 4, "text"),
        Span(0, 4),
        Interval(day, day, Form.EXACT) if day else Interval(),
        location=Setting(place, 0, Relation.AT, precision, path=("Peru",)),
        actors=(Actor(actor, "actor", "rebel group"),),
        stance=Stance.ALLEGED,
    )


def score(tmp_path, incidents, claims):
    row = {"doc_id": "a", "split": "train", "dct": "1990-01-10", "text": "text"}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**row, "incidents": incidents}) + "\n")
    figures = evaluate_incidents([path], lambda article: Reading(article, claims=tuple(claims)))
    return figures["train"]


INCIDENT = {
    "type": "BOMBING",
    "optional": False,
    "date": [{"from": "1990-01-09", "to": "1990-01-09", "form": "exact"}],
    "location": [[{"name": "PERU", "kind": "COUNTRY"}, {"name": "LIMA", "kind": "CITY"}]],
    "perp_org": [{"mentions": ["SHINING PATH", "SL"]}],
    "perp_org_confidence": [{"value": "POSSIBLE", "mentions": ["SHINING PATH"]}],
}


def test_a_claim_that_agrees_in_all_scores_all(tmp_path):
    scores = score(tmp_path, [INCIDENT], [claim()])
    assert [scores[key]["f1"] for key in ("text", "type", "place", "date", "organization")] == [
        1
    ] * 5
    assert (scores["country"], scores["confidence"]) == (1, 1)


def test_a_false_claim_costs_precision_and_a_missed_one_recall(tmp_path):
    assert score(tmp_path, [], [claim()])["text"]["precision"] == 0
    assert score(tmp_path, [INCIDENT], [])["type"]["recall"] == 0


def test_warfare_that_the_corpus_leaves_out_is_not_held_against_us(tmp_path):
    scores = score(tmp_path, [], [claim("Armed clash")])
    assert scores["false_texts"] == 0
    assert scores["type"]["f1"] == 0


def test_an_optional_incident_is_not_missed(tmp_path):
    scores = score(tmp_path, [INCIDENT, {**INCIDENT, "optional": True}], [claim()])
    assert scores["type"]["recall"] == 1


def test_the_best_agreement_is_aligned_first():
    worse, better = claim(place=None, day=None), claim()
    pairs = align("a", [GOLD], [worse, better])
    assert [pair.ours for pair in pairs if pair.gold] == [better]


def test_place_rule_takes_names_of_what_contains_it_without_accents():
    miraflores = Place("x:1", "Ménaka", 0, 0, "P", None, "PE", path=("Peru", "Lima"))
    setting = Setting(miraflores, 0, Relation.AT, Precision.EXACT, path=miraflores.path)
    told = claim(place=None)
    assert is_place(GOLD, Claim(**{**fields(told), "location": setting}))
    assert not is_place(GOLD, told)
    hosted = Setting(None, 0, name="Líma")
    assert is_place(GOLD, Claim(**{**fields(told), "location": hosted}))


def fields(told):
    return {name: getattr(told, name) for name in Claim.__slots__}


@pytest.mark.parametrize(
    ("earliest", "latest", "right"),
    [
        (DAY, DAY, True),
        (date(1990, 1, 1), date(1990, 2, 28), True),
        (date(1990, 1, 1), date(1990, 12, 31), False),
        (date(1990, 1, 10), date(1990, 1, 10), False),
        (DAY, None, False),
    ],
)
def test_date_rule(earliest, latest, right):
    told = claim()
    dated = Claim(**{**fields(told), "date": Interval(earliest, latest)})
    assert is_date(GOLD, dated) is right


def test_what_was_only_planned_does_not_count(tmp_path):
    told = claim()
    planned = Claim(**{**fields(told), "modality": Modality.PLANNED})
    assert score(tmp_path, [INCIDENT], [planned])["aligned"] == 0


def test_several_splits_are_scored_apart_and_together(tmp_path):
    row = {"doc_id": "a", "dct": "1990-01-10", "text": "text", "incidents": [INCIDENT]}
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({**row, "split": name}) + "\n" for name in ("x", "y")))
    figures = evaluate_incidents([path], lambda article: Reading(article, claims=(claim(),)))
    assert {split: scores["texts"] for split, scores in figures.items()} == {
        "all": 2,
        "x": 1,
        "y": 1,
    }


def test_a_line_that_is_no_labelled_text_is_named(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"doc_id": 1}\n')
    with pytest.raises(FormatError, match=r"bad\.jsonl, line 1"):
        evaluate_incidents([path], Reading)


@pytest.mark.shared
def test_floors_on_the_labelled_texts(benchmarks, tmp_path):
    rows = benchmarks("incidents/muc4.jsonl").read_text(encoding="utf-8").splitlines()[::25]
    path = tmp_path / "sample.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    scores = evaluate_incidents([path], make_reader())["all"]
    assert scores["text"]["f1"] >= 0.82
    assert scores["type"]["f1"] >= 0.66
    assert scores["place"]["f1"] >= 0.46
    assert scores["date"]["f1"] >= 0.61
    assert scores["country"] >= 0.75
