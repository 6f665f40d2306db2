"""Whose ground a place was: documented facts, compared exactly."""

import csv
from pathlib import Path

import pytest

from geo.borders import holders

with (Path(__file__).parent / "facts" / "holders.csv").open(encoding="utf-8", newline="") as file:
    FACTS = list(csv.DictReader(file))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['place']} {fact['date']}")
def test_holders_are_as_documented(fact):
    found = holders(float(fact["lon"]), float(fact["lat"]), fact["date"])
    assert found.de_jure == frozenset(fact["de_jure"].split())
    assert found.de_facto == frozenset(fact["de_facto"].split())
    if fact["uncertain"]:
        assert found.uncertain is (fact["uncertain"] == "yes")


def test_the_facts_are_many_and_sourced():
    assert len(FACTS) >= 289
    assert len({fact["conflict"] for fact in FACTS}) >= 35
    assert all(fact["source"] for fact in FACTS)
