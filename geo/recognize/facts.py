"""What a name tells by itself, before its sentence is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from geo.recognize.runs import is_given, is_surname
from geo.recognize.tables import cues, lower_percent, weights
from geo.recognize.weigh import SHOUTED, is_hopeless, log_odds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Candidate
    from geo.protocols import Gazetteer

_POPULATIONS = ((1_000_000, "a city of a million"), (100_000, "a city"), (10_000, "a town"))
_AREAS = {
    "PCLI": "a country", "PCLD": "a country", "PCLS": "a country", "PCLH": "a country",
    "PCLF": "a country", "PCLIX": "a country", "PCL": "a country", "TERR": "a country",
    "CONT": "a continent", "ADM1": "a region", "ADM2": "a county", "RGN": "a region",
}  # fmt: skip
_CLASSES = {"H": "water", "T": "a landform", "S": "a facility", "L": "an area", "A": "a district"}
_EVER_LOWER = 8
_COMMON = (
    (95, "always a common word"),
    (50, "mostly a common word"),
    (_EVER_LOWER, "also a common word"),
)
_WORD_CUES = frozenset(cue for _, cue in _COMMON) | {"a given name", "a person's name"}
_SHORT = 3
_OBSCURE = 0.06
"""What the priors of a name add up to that one or two places without inhabitants go by."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gazetteer and the word lists know of a name."""

    cues: tuple[str, ...]
    is_demonym: bool = False
    """It stands for people, and hardly for a place."""
    is_country: bool = False
    is_capital: bool = False
    is_area: bool = False
    """It is, before all else, a country or a part of one."""
    feature_class: str = ""
    known: bool = False
    """A gazetteer holds it."""
    is_obscure: bool = False
    """Only hamlets and the like go by it, which a dense gazetteer has for every other word."""
    is_distinct: bool = False
    """It is a settlement's and nobody's, and no word."""
    is_common: bool = False
    """It is one word, "the" aside, that news write in lower case, too."""
    is_hopeless: bool = False
    """No context makes it a place's, so much tells against that."""
    is_hopeless_shouted: bool = False
    """The same in an article all in capitals, where words that are often common ones tell more."""

    @property
    def governs(self) -> bool:
        """Tell whether a government goes by this name."""
        return self.is_country or self.is_capital


@lru_cache(maxsize=1 << 16)
def facts_of(gazetteer: Gazetteer, name: str) -> Facts:
    """Return what is known of *name* as spelled."""
    found = gazetteer.candidates(name)
    if not found:
        unknown = ("in no gazetteer", *_word_cues(name))
        return Facts(unknown)
    best = found[0]
    code = best.place.feature_code or ""
    is_demonym = best.kind == "demonym"
    told = tuple(_all_cues(name, found))
    is_common = lower_percent().get(name.lower().removeprefix("the "), 0) >= _EVER_LOWER
    odds = log_odds(told)
    return Facts(
        cues=told,
        is_demonym=is_demonym,
        is_country=not is_demonym and _AREAS.get(code) == "a country",
        is_capital=any(each.place.feature_code == "PPLC" for each in found[:2]),
        is_area=not is_demonym and best.place.feature_class == "A",
        feature_class=best.place.feature_class,
        known=True,
        is_obscure=sum(each.prior for each in found) < _OBSCURE,
        is_distinct="no other word" in told and best.place.feature_class == "P",
        is_common=is_common,
        is_hopeless=is_hopeless(odds),
        is_hopeless_shouted=is_hopeless(odds + (weights()[SHOUTED] if is_common else 0.0)),
    )


def _all_cues(name: str, found: Sequence[Candidate]) -> Iterator[str]:
    yield f"known as {found[0].kind}"
    about = tuple(_place_cues(found))
    yield from about
    is_country = "a country" in about
    for cue in _word_cues(name):
        # Turkey and Chad are words too, but news that write them mean the states.
        yield f"{cue}, of a country" if is_country and cue in _WORD_CUES else cue


def _place_cues(found: Sequence[Candidate]) -> Iterator[str]:
    best = found[0].place
    code = best.feature_code or ""
    if found[0].kind == "demonym":
        return
    if code in _AREAS:
        yield _AREAS[code]
    elif code == "PPLL":
        yield "a locality"
    elif best.feature_class == "P":
        population = best.population or 0
        yield next((cue for least, cue in _POPULATIONS if population >= least), "a village")
    else:
        yield _CLASSES.get(best.feature_class, "an area")


def _word_cues(name: str) -> Iterator[str]:
    foreign = next((letter for letter in name if letter.isalpha() and not letter.isascii()), "")
    if foreign:
        yield "spelled with marks" if anyascii(name[0]) == name[0] else "in another script"
    if " " in name:
        yield "a body's name" if name.lower() in cues().bodies else "several words"
        return
    if name.isupper() and len(name) > 1:
        yield "short capitals" if len(name.replace(".", "")) <= _SHORT else "capitals"
    elif len(name) <= _SHORT:
        yield "short"
    lowered = name.lower()
    percent = lower_percent().get(lowered, 0)
    common = next((cue for least, cue in _COMMON if percent >= least), None)
    if common:
        yield f"{common}, in capitals" if name.isupper() else common
    table = cues()
    if lowered in table.calendar:
        yield "a calendar word"
    elif lowered in table.organization_heads or lowered in table.titles:
        yield "a word for a body or office"
    elif lowered in table.bodies:
        yield "a body's name"
    given, family = is_given(name), is_surname(name)
    if not (given or family or percent):
        yield "no other word"
    elif given or family:
        yield (
            "a given name"
            if given and not family
            else "a family name"
            if not given
            else "a person's name"
        )
