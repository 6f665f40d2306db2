"""Where an article was published: what the name and the address of its publisher tell.

A name of a place within the publisher's ("Fayetteville Observer", "kyivindependent.com"), the
country of an address (".az", ".co.uk") and a small table of agencies (``data/agencies.csv``).
Which Fayetteville is meant, the resolver finds out together with the names of the article.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.gazetteer.countries import country_place
from geo.model import Candidate, Use
from geo.resolve.senses import Sense
from geo.resolve.shortlist import MOST, columns_of, fit_for
from geo.shipped import shipped
from geo.text import normalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Source
    from geo.protocols import Gazetteer
    from geo.resolve.shortlist import Shortlist

    Found = tuple[Candidate, ...]

_ANYWHERE = frozenset("ad ai as bz cc cd co dj fm io la me ms nu sc sr su tv tk ws".split())
"""Domains of countries that anybody takes, as Google Search Central lists them."""
_OTHER_CODES = {"uk": "GB"}
_SECOND_LEVELS = frozenset("ac co com edu gob gov gouv go mil net ne or org".split())
_SHORTEST = 4
"""Letters from which on a part of an address or of a name may be that of a place."""
_GUESSED = frozenset(("part", "near"))
_DOMAIN = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[:/].*)?", re.IGNORECASE)


def home_of(source: Source, gazetteer: Gazetteer) -> Sense | None:
    """Return the places that *source* may be published in, or None where nothing tells.

    A sense that the text does not mention.
    """
    if source.publisher is None and source.url is None:
        return None
    places = _home(gazetteer, source.publisher or "", _host(source.url or ""))  # type: ignore[arg-type]  # a gazetteer hashes
    return Sense(places.candidates[0].place.name, Use.LITERAL, places) if places else None


@lru_cache(maxsize=1 << 10)
def _home(gazetteer: Gazetteer, publisher: str, host: str) -> Shortlist | None:
    domain = _DOMAIN.fullmatch(publisher.strip())
    name, host = ("", domain[1].lower()) if domain else (publisher, host)
    labels = host.removeprefix("www.").split(".")
    code = _agencies().get(normalize_name(name)) or _country_code(labels)
    towns = (*_in_name(name, gazetteer), *_in_address(labels, gazetteer))
    found = next(filter(None, (_within(each, code) for each in towns)), ())
    if not found and (country := country_place(code)):
        found = (Candidate(country, "name", 1.0),)
    return columns_of(found[:MOST]) if found else None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _country_code(labels: Sequence[str]) -> str:
    """Return the country of an address, or nothing where the address tells none."""
    ending = labels[-1]
    national = len(labels) > 2 and labels[-2] in _SECOND_LEVELS  # noqa: PLR2004 - name, level, country
    if ending in _ANYWHERE and not national:
        return ""
    return _OTHER_CODES.get(ending, ending.upper())


def _in_name(name: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield what the names of places within the *name* of a publisher may mean."""
    for span in gazetteer.scan(name):
        part = name[span.start : span.stop]
        if part.lower() not in _words()[0]:
            yield _places(part, gazetteer)


def _in_address(labels: Sequence[str], gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield what the names of places within the *labels* of an address may mean."""
    for label in reversed(labels[:-1]):
        if label not in _SECOND_LEVELS:
            yield _places(label.replace("-", " ").title(), gazetteer)
            for part in label.split("-"):
                yield _glued(_bare(part), gazetteer)


def _bare(label: str) -> str:
    """Return *label* without the words of periodicals at its ends."""
    words, openings = _words()
    for word in (*openings, *words):
        if word in openings and label.startswith(word):
            return _bare(label[len(word) :])
        if label.endswith(word):
            return _bare(label[: -len(word)])
    return label


def _glued(name: str, gazetteer: Gazetteer) -> Found:
    """Return the places of *name*, which may be two words without a space."""
    found = _places(name.title(), gazetteer)
    for cut in range(2, len(name) - 1):
        found = found or _places(f"{name[:cut]} {name[cut:]}".title(), gazetteer)
    return found


def _places(name: str, gazetteer: Gazetteer) -> Found:
    if len(name) < _SHORTEST:
        return ()
    found = tuple(
        each
        for each in gazetteer.candidates(name)
        if each.kind not in _GUESSED and each.place.feature_class in "APL"
    )
    usual = tuple(each for each in found if each.kind == "name")
    return usual or fit_for(found, Use.LITERAL)


def _within(found: Found, code: str) -> Found:
    """Return those of *found* that lie in the country of that *code*, all where it is empty."""
    known = country_place(code)
    return found if known is None else tuple(x for x in found if x.place.country == code)


@cache
def _agencies() -> dict[str, str]:
    with shipped("agencies.csv").open(encoding="utf-8", newline="") as file:
        return {normalize_name(row["name"]): row["country"] for row in csv.DictReader(file)}


@cache
def _words() -> tuple[dict[str, None], tuple[str, ...]]:
    """Return the words of periodicals' names, longest first, and what stands before the rest."""
    lines = shipped("words/periodicals.txt").read_text(encoding="utf-8").splitlines()
    words = sorted(
        (word for line in lines if not line.startswith("#") for word in line.split()),
        key=lambda word: (-len(word), word),
    )
    openings = tuple(word[:-1] for word in words if word.endswith("-"))
    return dict.fromkeys(word for word in words if not word.endswith("-")), openings
