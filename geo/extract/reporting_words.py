"""The words of ``data/reporting.csv``: verbs, nouns and hedges of reporting, with their stance."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.extract.inflect import plural, verb_forms
from geo.model import Stance
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

OCCURRING = frozenset("reported declared recorded noted".split())
"""What "was reported in" a place or on a day was then and there, whoever reports it."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a reporting word is used and what it says of the article's stand."""

    part: str
    """``"verb"``, ``"noun"``, ``"hedge"`` or ``"version"`` (by whose account) or ``"count"``."""
    stance: Stance
    sense: str
    """What a verb takes: ``"speech"``, ``"clause"``, ``"object"``, ``"accusation"`` ..."""


@cache
def reporting_words() -> Mapping[str, Report]:
    """Return the reporting words by each of their forms."""
    found: dict[str, Report] = {}
    with shipped("reporting.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            word = row["word"]
            report = Report(row["part"], Stance(row["stance"]), row["sense"])
            forms = {word}
            if report.part == "verb":
                plain, _, particle = word.partition(" ")
                forms = {f"{form} {particle}".strip() for form in verb_forms(plain)}
            elif report.part == "noun":
                forms.add(plural(word))
            for form in sorted(forms):
                found.setdefault(f"{report.part}:{form}", report)
    return MappingProxyType(found)


@cache
def opening_words() -> frozenset[str]:
    """Return every word that may begin a credit."""
    return frozenset(
        {key.partition(":")[2].split()[0] for key in reporting_words()} | {"according", "per"}
    )


@cache
def phrasal_verbs() -> frozenset[str]:
    """Return the reporting verbs of two words."""
    verbs = (key.removeprefix("verb:") for key in reporting_words() if key.startswith("verb:"))
    return frozenset(verb for verb in verbs if " " in verb)
