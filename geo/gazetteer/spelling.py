"""Other spellings of a name that a gazetteer may hold: transliterations, slips, longer forms."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORTEST = 4
"""Letters below which one letter more or less makes another name."""

_TRANSLITERATIONS = """
kh=x kh=h x=h zh=j dzh=j dj=j gh=g gh=q q=k q=g k=g ch=c tch=ch sh=s j=y y=i iy=i iya=ia e=a a=o o=u
ou=u oo=u ee=i w=v v=u ly=li dz=z ts=c th=t dh=d ph=f aa=a ss=s ll=l tt=t nn=n mm=m bb=b ye=e yo=io
ya=ia yu=iu ae=e oe=o ue=u
"""
_PAIRS = tuple(
    pair
    for line in _TRANSLITERATIONS.split()
    for left, right in [line.split("=")]
    for pair in ((left, right), (right, left))
)
"""Letters by which romanizations of one name differ, both ways."""

_CONSONANTS = str.maketrans("wxqc", "vkkk", "aeiouyhj")
_DOUBLED = re.compile(r"(.)\1+")

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

_KINDS = {
    "A": """
        adm administration borough canton commune co county department district emirate governorate
        krai municipality oblast parish prefecture province raion rayon region republic shahrestan
        state territory township wilaya
        """,
    "P": "city town township village hamlet borough qishlaq posyolok settlement suburb",
    "HL": "river lake sea bay gulf strait nahr wadi delta",
    "TL": "mountain mountains mount mt island islands peninsula valley desert jabal jebel tell tel",
}
_CLASSES = {word: classes for classes, words in _KINDS.items() for word in words.split()}
"""Words put to a name that tell its kind, and the feature classes they fit."""

_GENERIC = frozenset(
    """
    air airport area avenue ave bank base bay beach borough bridge building campus canal
    castle cathedral center central centre church city co college community corridor county
    creek crossing dam department desert district east eastern emirate estate falls field
    forest fort ft front garden gardens gate governorate gulf harbor harbour heights highway
    hill hills hospital hotel house international inner island islands isle jabal jebel lake
    landing line metro metropolitan mosque mount mountain mountains mt municipality museum
    muslim national neighborhood neighbourhood north northeast northeastern northern
    northwest northwestern oblast palace park peninsula plain plains plateau point port pass
    prefecture prison province quarter raion range rayon refugee camp region republic
    reserve resort river road route rural school sea shrine south southeast southeastern
    southern southwest southwestern square stadium state station street strip suburb suburbs
    temple territory the theatre theater tower town township tunnel university upper valley
    village west western wilaya zone zoo of greater lower new old upstate downtown outer mid
    al el de la le les los las saint st nahr wadi tell tel shahr stan
    """.split()
)
"""Words that say what a place is, or which part of it is meant."""


def transliterations(key: str) -> Iterator[str]:
    """Yield the keys that differ from *key* by one or two usual ways to romanize."""
    if len(key) < _SHORTEST:
        return
    once = list(dict.fromkeys(_swapped(key)))
    yield from once
    seen = {key, *once}
    for variant in once:
        for other in _swapped(variant):
            if other not in seen:
                seen.add(other)
                yield other


def consonants(key: str) -> str:
    """Return what the romanizations of one name share: "slovyansk", "sloviansk" are "slvnsk".

    Examples
    --------
    >>> consonants("xankendi") == consonants("khankandi")
    True
    """
    return _DOUBLED.sub(r"\1", key.translate(_CONSONANTS))


def slips(key: str) -> Iterator[str]:
    """Yield the keys that differ from *key* by one letter: less, other, more, or changed places."""
    if len(key) < _SHORTEST:
        return
    for at in range(len(key)):
        head, tail = key[:at], key[at + 1 :]
        yield head + tail
        if tail:
            yield head + tail[0] + key[at] + tail[1:]
        for letter in _LETTERS:
            yield head + letter + tail
            yield head + letter + key[at:]
    yield from (key + letter for letter in _LETTERS)


def without_generic(key: str) -> Iterator[tuple[str, str]]:
    """Yield *key* without a word that tells the kind of place, and the feature classes it fits."""
    words = key.split()
    if len(words) > 1 and words[0] == "the":
        yield " ".join(words[1:]), "AHLPRSTUV"
        words = words[1:]
    if _things().issuperset(words):
        return
    if len(words) > 1 and words[-1] in _CLASSES:
        yield " ".join(words[:-1]), _CLASSES[words[-1]]
    if len(words) > 1 and words[0] in _CLASSES:
        rest = words[2:] if words[1] == "of" and len(words) > 2 else words[1:]  # noqa: PLR2004 - "city of X"
        yield " ".join(rest), _CLASSES[words[0]]


def swapped_generic(key: str) -> Iterator[str]:
    """Yield *key* with the word for the kind of place on its other side: "lake van", "van lake"."""
    first, _, rest = key.partition(" ")
    if rest and first in _CLASSES:
        yield f"{rest} {first}"
    rest, _, last = key.rpartition(" ")
    if rest and last in _CLASSES:
        yield f"{last} {rest}"


def parts(key: str) -> Iterator[str]:
    """Yield the stretches of words of *key* that may name what it lies in, the likeliest first.

    "University of Sussex" lies in Sussex, "Da Nang International Airport" in Da
    Nang: what is left when the words that tell the kind of place are dropped.
    """
    words = key.split()
    runs: list[list[str]] = [[]]
    for word in words:
        if word in _GENERIC:
            runs.append([])
        else:
            runs[-1].append(word)
    found = [run for run in runs if run and len(run) < len(words)]
    if not found and len(words) > 1:
        found = list(_ends(words))
    else:
        found.sort(key=lambda run: -sum(map(len, run)))
    yield from (" ".join(run) for run in found if not _things().issuperset(run))


def _ends(words: list[str]) -> Iterator[list[str]]:
    for count in range(len(words) - 1, 0, -1):
        yield words[-count:]
        yield words[:count]


@cache
def _things() -> frozenset[str]:
    """Return the words that only tell what a thing is: "hut" of "Mountain Hut" names no town."""
    lines = shipped("words/things.txt").read_text(encoding="utf-8").splitlines()
    return _GENERIC.union(*(line.split() for line in lines if not line.startswith("#")))


def _swapped(key: str) -> Iterator[str]:
    for left, right in _PAIRS:
        at = key.find(left)
        while at >= 0:
            yield key[:at] + right + key[at + len(left) :]
            at = key.find(left, at + 1)
