"""Names that no gazetteer has, where the words around them leave no doubt that they are places."""

from __future__ import annotations

from itertools import chain, compress
from typing import TYPE_CHECKING, NamedTuple

from geo.model import Toponym, Use
from geo.recognize.happenings import Happenings
from geo.recognize.runs import is_given
from geo.recognize.streets import STREET, find_streets, street_stop
from geo.recognize.stretches import Stretches
from geo.recognize.tables import cues

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.recognize.context import Context

_CALLED = "called a place by the word beside it, and in no gazetteer"
_LONGER = "a longer name than the one that a gazetteer has"
_FAR = "said to lie so far from another place, and in no gazetteer"
_SET = "something is said to be there, and in no gazetteer"
_STREET = "a street that something is said to be on, and in no gazetteer"
_LYING = "said to lie in the place named after it, and in no gazetteer"
_LOCATING = frozenset("in on at near outside around inside from to toward towards".split())
_LEADING = _LOCATING | {"the", "of", "and"}
"""What stands before a name where all is in capitals, or before an adjective before it."""
_LAND = frozenset("HTV")
"""Feature classes of waters, land and woods."""
_SURNAMES = frozenset(("T.HLL", "T.PASS"))
"""Kinds of land by whose word people, and tickets, go as well."""
_UNITS = frozenset("km kilometers kilometres kilometer kilometre miles mile".split())
_ABOUT = frozenset("about some around nearly roughly just only located situated".split())
_INSIDE = frozenset("in at near outside around from".split())
_JOINING = frozenset(("of", "and"))
_INDEFINITE = frozenset("a an every another each any one two three several some this that".split())
_QUALIFYING = 2
"""How many words may stand between a comma and the area that a place lies in: "southern"."""


class _Found(NamedTuple):
    """The words of a name, from *first* up to before *stop*, and what they are called."""

    first: int
    stop: int
    feature: str | None
    why: str


def with_unlisted(context: Context, known: Sequence[Toponym]) -> list[Toponym]:
    """Return *known* and the names that only the words beside them make places, in order.

    Parameters
    ----------
    context : Context
        The article.
    known : sequence of Toponym
        What the gazetteer has; a longer name that opens or ends with one of these replaces it.

    Notes
    -----
    Four things tell: a word for a kind of place ("the village of X", "the X neighborhood",
    "Mount X"), a particle that goes on after a listed name ("San Miguel del Ene"), and an area
    or a distance after a comma ("in X, southern Cauca", "in X, 60 km north of"), and what is said
    to be or to happen there (`geo.recognize.happenings`).
    """
    owners = _owners(context, known)
    found = sorted(_found(context, known, owners))
    if not found:
        return list(known)
    kept: list[Toponym] = []
    gone: set[int] = set()
    last = 0
    for each in found:
        inside = {owners[index] for index in range(each.first, each.stop) if index in owners}
        if each.first < last or not _may_replace(context, each, [known[index] for index in inside]):
            continue
        last = each.stop
        gone |= inside
        kept.append(_toponym(context, each, [known[index] for index in inside]))
    rest = (each for index, each in enumerate(known) if index not in gone)
    return sorted(chain(rest, kept), key=lambda each: each.start)


def _toponym(context: Context, found: _Found, inside: Sequence[Toponym]) -> Toponym:
    """Return the name as a toponym; a thing may stand where the place whose name it bears is."""
    words = context.words
    start, stop = words.starts[found.first], words.stops[found.stop - 1]
    if found.feature == STREET:
        stop = street_stop(words, found.stop)
    name = words.text[start:stop]
    is_thing = found.feature is not None and found.feature[0] not in "PAR"
    key = inside[0].key or inside[0].name if inside and is_thing else None
    return Toponym(
        name, start, stop, feature=found.feature, why=found.why, key=key, unlisted=key is None
    )


def _owners(context: Context, known: Sequence[Toponym]) -> dict[int, int]:
    """Return, by the index of a word, the index of the toponym of *known* that it is part of."""
    owners = {}
    for number, each in enumerate(known):
        first, stop = context.words.covering(each.span)
        owners.update(dict.fromkeys(range(first, stop), number))
    return owners


def _may_replace(context: Context, found: _Found, inside: Sequence[Toponym]) -> bool:
    """Tell whether the name is longer than each toponym *inside* it, which are places too.

    Where capitals tell names, one that takes in the word for its kind ("Baghdad Airport") is
    for the gazetteer and the rules of use to read.
    """
    words = context.words
    start, stop = words.starts[found.first], words.stops[found.stop - 1]
    if inside and not context.shouts and words.lower[found.stop - 1] in cues().kinds:
        return False
    return all(
        each.use in (Use.LITERAL, Use.EMBEDDED)
        and start <= each.start
        and each.stop <= stop
        and (start, stop) != (each.start, each.stop)
        for each in inside
    )


def _found(context: Context, known: Sequence[Toponym], owners: Collection[int]) -> Iterator[_Found]:
    stretches = Stretches(context)
    found = [
        *_called(context, stretches),
        *_longer(context, stretches, known),
        *_lying(context, stretches, known),
        *_measured(context, stretches),
        *(_Found(*each, STREET, _STREET) for each in find_streets(context.words, stretches)),
    ]
    yield from found
    taken = set(owners).union(*(range(each.first, each.stop) for each in found))
    for first, stop in Happenings(context, stretches, taken):
        yield _Found(first, stop, "P", _SET)


def _called(context: Context, stretches: Stretches) -> Iterator[_Found]:
    """Yield the names beside a word for a kind of place."""
    words, table = context.words, cues()
    for index in compress(range(len(words)), map(table.kinds.__contains__, words.lower)):
        if stretches.reads(index):
            word = words.lower[index]
            after = words.lower[index + 1] if index + 1 < len(words) else ""
            if word in table.called_after and not (after == "of" and _is_village(word)):
                yield from _called_behind(context, stretches, index)
            if word in table.called_before and (after == "of" or word in table.bare):
                yield from _called_ahead(context, stretches, index, index + 1 + (after == "of"))
            if word in table.called_many and after == "of":
                yield from _called_many(context, stretches, index + 2, table.called_many[word])


def _called_many(
    context: Context, stretches: Stretches, first: int, feature: str
) -> Iterator[_Found]:
    """Yield the names of a list that begins at *first*: "the villages of X, Y and Z"."""
    words = context.words
    while first < len(words):
        stop = stretches.after(first, listed=True)
        if stop == first or stretches.goes_on(stop):
            return
        yield _Found(first, stop, feature, _CALLED)
        first = stop
        if words.lower[first : first + 1] == ["and"]:
            first += 1
        elif first >= len(words) or words.gap(first) != ", ":
            return


def _is_village(word: str) -> bool:
    """Tell whether a name before *word* and "of" only describes: "the Dogon village of X"."""
    return cues().called_after[word] == "P"


def _called_behind(context: Context, stretches: Stretches, index: int) -> Iterator[_Found]:
    """Yield the name that the kind at *index* stands after: "the X neighborhood"."""
    feature = cues().called_after[context.words.lower[index]]
    first = stretches.before(index)
    first += context.words.lower[first] == "the"
    own = stretches.owns(index, feature)
    longer = own and stretches.goes_on(index + 1)
    if first < index and not longer and _is_told(context, first, feature, own=own):
        yield _Found(first, index + own, feature, _CALLED)


def _called_ahead(
    context: Context, stretches: Stretches, index: int, first: int
) -> Iterator[_Found]:
    """Yield the name that begins at *first*, after the kind at *index*: "the village of X"."""
    feature = cues().called_before[context.words.lower[index]]
    own = first == index + 1 and stretches.owns(index, feature)
    if own and feature == "P":
        return
    stop = stretches.after(first)
    if stop > first and not stretches.goes_on(stop):
        yield _Found(first - own, stop, feature, _CALLED)


def _is_told(context: Context, first: int, feature: str, *, own: bool) -> bool:
    """Tell whether the words before a name and its kind may stand before the name of a place.

    Facilities are places only where something is in, at or near them: else they are bodies that
    act ("the X hospital said"), as waters and land are not that have the word as their *own*.
    "A X village" tells whose village it is.
    """
    words = context.words
    if own and feature[0] in _LAND and feature not in _SURNAMES and not context.shouts:
        somebody = feature == "H.LK" and is_given(words.spelled[first])
        return words.lower[first - 1] == "the" or not somebody
    lead = first - 1
    if lead < 0:
        return False
    if words.lower[lead] in _INDEFINITE and words.gap(first).isspace():
        return False
    if feature[0] in "PA":
        before = words.lower[max(lead - 1, 0) : lead + 1]
        leads = not _LEADING.isdisjoint(before) or words.lower[lead] in cues().place_verbs
        return not context.shouts or leads
    if words.lower[lead] == "the":
        lead -= 1
    return lead >= 0 and (words.lower[lead] in _LOCATING or words.lower[lead] in cues().place_verbs)


def _longer(context: Context, stretches: Stretches, known: Sequence[Toponym]) -> Iterator[_Found]:
    """Yield the names that go on after a listed one, or before: "San Miguel del Ene"."""
    words = context.words
    particles = cues().particles
    for each in known:
        if each.use is not Use.LITERAL:
            continue
        first, stop = words.covering(each.span)
        if _ends_longer(context, first):
            yield _Found(first - 2, stop, "P", _LONGER)
        if stop >= len(words) or words.lower[stop] not in particles:
            continue
        if first and (context.shouts or words.lower[first - 1] in _LOCATING | _JOINING):
            end = stretches.after_particles(stop)
            if end > stop:
                yield _Found(first, end, "P", _LONGER)


def _ends_longer(context: Context, first: int) -> bool:
    """Tell whether a name goes on with the word at *first*: "Numan" of "Maarat al-Numan"."""
    words = context.words
    if first < 2 or words.gap(first) != "-" or words.gap(first - 1) != " ":  # noqa: PLR2004 - as above
        return False
    within = words.lower[first - 1] in cues().particles and words.high[first - 2]
    somebody = first - 2 in context.people.words or is_given(words.spelled[first - 2])
    return within and not somebody and not words.opens_sentence(first - 2)


def _lying(context: Context, stretches: Stretches, known: Sequence[Toponym]) -> Iterator[_Found]:
    """Yield the names before a comma and an area: "in X, southern Cauca"."""
    words = context.words
    for each in known:
        area = words.index(each.start)
        if each.use is not Use.LITERAL or area not in context.areas:
            continue
        comma = _comma_before(context, area)
        if comma is None:
            continue
        first = stretches.before(comma, comma=True)
        if 0 < first < comma and words.lower[first - 1] in _INSIDE:
            yield _Found(first, comma, "P", _LYING)


def _measured(context: Context, stretches: Stretches) -> Iterator[_Found]:
    """Yield the names before a comma and a distance: "in X, 60 km north of"."""
    words = context.words
    if _UNITS.isdisjoint(words.lower):
        return
    for index, word in enumerate(words.lower):
        if word not in _UNITS or not words.lower[index - 1].isdigit():
            continue
        comma = index - 1
        while comma > 0 and words.lower[comma - 1] in _ABOUT and words.gap(comma) == " ":
            comma -= 1
        first = stretches.before(comma, comma=True) if words.gap(comma) == ", " else comma
        if 0 < first < comma and words.lower[first - 1] in _INSIDE | cues().place_verbs:
            yield _Found(first, comma, "P", _FAR)


def _comma_before(context: Context, area: int) -> int | None:
    """Return the index of the word after the comma before *area*: of "southern"."""
    words = context.words
    for index in range(area, max(area - _QUALIFYING - 1, 0), -1):
        if words.gap(index).startswith(","):
            return index
        if words.lower[index - 1] not in cues().directions:
            return None
    return None
