"""The word lists that recognition reads, loaded once when first needed."""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from geo.shipped import shipped

SPOKEN_OF = 50
"""Per cent of lower-case uses from which on a word counts as a common one."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell what a capitalised name beside them is; see ``data/words/cues.toml``."""

    titles: frozenset[str]
    person_nouns: frozenset[str]
    speech: frozenset[str]
    suffixes: frozenset[str]
    government_verbs: frozenset[str]
    auxiliaries: frozenset[str]
    government_before: frozenset[str]
    relations: frozenset[str]
    possessions: frozenset[str]
    territory: frozenset[str]
    prepositions: frozenset[str]
    place_verbs: frozenset[str]
    directions: frozenset[str]
    place_nouns: frozenset[str]
    deeds: frozenset[str]
    parts: frozenset[str]
    organization_heads: frozenset[str]
    organization_openers: frozenset[str]
    bodies: frozenset[str]
    events: frozenset[str]
    media: frozenset[str]
    streets: frozenset[str]
    calendar: frozenset[str]
    feature_after: dict[str, str]
    feature_before: dict[str, str]
    feature_many: dict[str, str]
    called_after: dict[str, str]
    called_before: dict[str, str]
    called_many: dict[str, str]
    kinds: frozenset[str]
    bare: frozenset[str]
    particles: frozenset[str]
    peoples: frozenset[str]
    happening: frozenset[str]
    warfare: frozenset[str]


@cache
def cues() -> Cues:
    """Return the cue words."""
    with shipped("words/cues.toml").open("rb") as file:
        read = tomllib.load(file)
    unlisted = read["unlisted"]
    return Cues(
        titles=_words(read["person"]["titles"]),
        person_nouns=_words(read["person"]["nouns"]),
        speech=_words(read["person"]["speech"]),
        suffixes=_words(read["person"]["suffixes"]),
        government_verbs=_words(read["government"]["forms"])
        | _inflected(read["government"]["verbs"]),
        auxiliaries=_words(read["government"]["auxiliaries"]),
        government_before=_words(read["government"]["before"]),
        relations=_words(read["government"]["relations"]),
        possessions=_words(read["government"]["possessions"]),
        territory=_words(read["government"]["territory"]),
        prepositions=_words(read["place"]["prepositions"]),
        place_verbs=_words(read["place"]["verbs"]),
        directions=_words(read["place"]["directions"]),
        parts=_words(read["place"]["parts"]),
        place_nouns=_words(read["place"]["nouns"]),
        deeds=_words(read["place"]["deeds"]),
        organization_heads=_words(read["organization"]["heads"]),
        bodies=_words(read["organization"]["bodies"]),
        organization_openers=_words(read["organization"]["openers"]),
        events=_words(read["organization"]["events"]),
        media=_words(read["organization"]["media"]),
        streets=_words(read["street"]["heads"]),
        calendar=_words(read["calendar"]["words"]),
        **{f"feature_{place}": kinds for place, kinds in read["feature"].items()},
        called_after=unlisted["after"],
        called_before=unlisted["before"],
        called_many=unlisted["many"],
        kinds=frozenset().union(*(unlisted[place] for place in ("after", "before", "many"))),
        bare=_words(unlisted["words"]["bare"]),
        particles=_words(unlisted["words"]["particles"]),
        peoples=_words(unlisted["words"]["peoples"]),
        happening=_words(unlisted["words"]["happening"]) | _words(read["place"]["deeds"]),
        warfare=_words(unlisted["words"]["warfare"]),
    )


@cache
def given_names() -> frozenset[str]:
    """Return given names of people, as `geo.text.normalize_name` writes them."""
    return frozenset(shipped("words/given_names.txt").read_text(encoding="utf-8").split())


@cache
def surnames() -> frozenset[str]:
    """Return family names of people, as `geo.text.normalize_name` writes them."""
    return frozenset(shipped("words/surnames.txt").read_text(encoding="utf-8").split())


@cache
def lower_percent() -> dict[str, int]:
    """Return, by word, how many of a hundred uses in news text are in lower case."""
    with shipped("words/common.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: int(row["lower_percent"]) for row in csv.DictReader(file)}


@cache
def rare_words() -> frozenset[str]:
    """Return words that news text writes in lower case, too seldom for `lower_percent`."""
    return frozenset(shipped("words/rare.txt").read_text(encoding="utf-8").split())


@cache
def function_words() -> frozenset[str]:
    """Return the words that are no nouns: articles, prepositions, verbs and the like."""
    return frozenset(word for tag, words in _tagged().items() if tag != "K" for word in words)


@cache
def opening_words() -> frozenset[str]:
    """Return the words that open a sentence and are no part of a name that follows: "The"."""
    return frozenset(word for tag in "DPTCSB" for word in _tagged()[tag])


@cache
def _tagged() -> dict[str, list[str]]:
    table = tomllib.loads(shipped("word_tags.toml").read_text(encoding="utf-8"))
    return {tag: words.split() for tag, words in table.items()}


@cache
def weights() -> dict[str, float]:
    """Return what each cue adds to the log odds that a name is a place's."""
    read: dict[str, Any] = json.loads(shipped("recognizer.json").read_text(encoding="utf-8"))
    return {cue: float(weight) for cue, weight in read["weights"].items()}


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


def _inflected(text: str) -> frozenset[str]:
    """Return all forms of the regular verbs in *text*."""
    return frozenset(form for base in text.split() for form in _forms(base))


def _forms(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
    stems = [base + ending for ending in ("ed", "ing")]
    doubled = [base + base[-1] + ending for ending in ("ed", "ing")]
    return base, plural, *stems, *doubled
