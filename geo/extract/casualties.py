"""How many were killed and wounded in an event, with the bounds that the words give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.clauses import Sentence, object_of, subject_of
from geo.extract.groups import actor_nouns
from geo.extract.numbers import count_at
from geo.extract.once import once_per_scene
from geo.extract.tagging import tokens_of
from geo.model import Casualties, Count

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger

_KILLED = frozenset(
    """
    killed kill killing kills dead died die dies slain murdered assassinated executed massacred
    deaths death fatalities fatality lives perished slaughtered beheaded lynched murder
    killings corpses bodies toll losses
    """.split()
)
_WOUNDED = frozenset(
    """
    wounded wounding wounds wound injured injuring injures injure injuries injury hurt maimed
    hospitalized hospitalised maiming
    """.split()
)
_BOTH = frozenset({"casualties", "casualty"})
_ACTIVE = frozenset("killing kills kill wounding wounds injuring injures injure murder".split())
_NOT_PEOPLE = frozenset(
    """
    year years month months day days hour hours minute minutes week weeks km kilometers kilometres
    mile miles meters metres percent cent vehicles cars houses homes buildings tanks soldiers'
    rounds shots bullets pesos dollars tons kg o'clock times bombs rockets missiles shells grenades
    attacks blasts explosions incidents cattle animals
    """.split()
)
_VICTIMS = frozenset("people persons others more victims dead wounded injured lives them".split())
_SPREAD = 14
_AFTERMATH = 2
"""How many sentences after the trigger's may still tell of its casualties."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of killed or wounded, where it stands."""

    killed: bool
    count: Count
    word: int
    """Token of the word that says killed or wounded."""
    first: int
    last: int
    total: bool
    """Whether it is said to be the whole toll, as "the death toll rose to"."""


def find_casualties(scene: Scene, trigger: Trigger) -> Casualties:
    """Return the casualties of the event of *trigger*, as its sentence and the next word them.

    The trigger's clause is read first, then its sentence, then up to two sentences that follow
    in its paragraph and name no other event. Of several counts of one kind the total is taken;
    parts ("two soldiers and a boy were killed") are added.
    """
    tokens = tokens_of(scene)
    here = scene.sentence_index(trigger.span.start)
    tolls = _tolls(scene)
    near = tolls[here]
    if not near:
        for index in range(here + 1, min(here + 1 + _AFTERMATH, len(scene.sentences))):
            if _starts_paragraph(scene, index):
                break
            near = tuple(toll for toll in tolls[index] if toll.total or _follows(scene, index))
            if near:
                break
    if not near:
        return Casualties()
    killed = _total([toll for toll in near if toll.killed])
    wounded = _total([toll for toll in near if not toll.killed])
    span = tokens.span(min(toll.first for toll in near), max(toll.last for toll in near))
    return Casualties(killed, wounded, " ".join(scene.words_of(span).split()))


def _total(tolls: list[Toll]) -> Count:
    totals = [toll.count for toll in tolls if toll.total]
    if totals:
        return totals[-1]
    if not tolls:
        return Count()
    result = tolls[0].count
    for toll in tolls[1:]:
        result = _add(result, toll.count)
    return result


def _add(one: Count, other: Count) -> Count:
    def both(left: int | None, right: int | None) -> int | None:
        return None if left is None or right is None else left + right

    low = (one.low or 0) + (other.low or 0)
    return Count(low, both(one.best, other.best), both(one.high, other.high))


def _starts_paragraph(scene: Scene, index: int) -> bool:
    between = scene.text[scene.sentences[index - 1].stop : scene.sentences[index].start]
    return between.count("\n") > 1


def _follows(scene: Scene, index: int) -> bool:
    """Tell whether a sentence goes on about the event before it: it names no date or place anew."""
    span = scene.sentences[index]
    return not scene.times_in(span)


@once_per_scene
def _tolls(scene: Scene) -> tuple[tuple[Toll, ...], ...]:
    tokens = tokens_of(scene)
    return tuple(
        tuple(_tolls_in(Sentence(tokens, *tokens.within(span)))) for span in scene.sentences
    )


def _tolls_in(sentence: Sentence) -> list[Toll]:
    found: list[Toll] = []
    taken: set[int] = set()
    for index in range(sentence.first, sentence.stop):
        word = sentence.word(index)
        killed, wounded = word in _KILLED, word in _WOUNDED
        if word in _BOTH:
            killed = wounded = _is_none(sentence, index)
        if not (killed or wounded):
            continue
        for which in [True] * killed + [False] * wounded:
            for count, first, last in _counts(sentence, index):
                if first in taken and word not in _BOTH:
                    continue
                taken.add(first)
                total = word == "toll"
                found.append(Toll(which, count, index, min(first, index), max(last, index), total))
    return found


def _is_none(sentence: Sentence, index: int) -> bool:
    return any(
        sentence.word(position) in ("no", "without", "zero", "any")
        for position in range(max(sentence.first, index - 4), index)
    )


def _counts(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    """Return the counts of people that belong to the word at *index*, with their tokens."""
    word, tag = sentence.word(index), sentence.tag(index)
    if word == "toll":
        return _after_toll(sentence, index)
    active = word in _ACTIVE or (
        tag == "V" and not _is_passive(sentence, index) and _has_object(sentence, index)
    )
    if word == "lives":
        return _in_range(sentence, max(sentence.first, index - 4), index)
    if active:
        phrase = object_of(sentence, index)
        return [] if phrase is None else _in_range(sentence, index + 1, phrase[1] + 1)
    if word in (
        "killed",
        "wounded",
        "injured",
        "dead",
        "slain",
        "deaths",
        "fatalities",
        "injuries",
        "casualties",
        "wounds",
        "murdered",
        "died",
        "executed",
        "assassinated",
        "hurt",
        "perished",
        "hospitalized",
        "massacred",
        "slaughtered",
    ):
        begin = _left(sentence, index)
        return _in_range(sentence, begin, index)
    return []


def _left(sentence: Sentence, index: int) -> int:
    """Return where the words begin that count the people whom the word at *index* describes."""
    before = sentence.tag(index - 1)
    if before in "MND" and sentence.word(index - 1) not in ("were", "was"):
        begin = index
        while begin > sentence.first and sentence.tag(begin - 1) in "MNDRKP" and index - begin < 6:  # noqa: PLR2004 - a short phrase
            if sentence.tag(begin - 1) == "P" and sentence.word(begin - 1) not in (
                "over",
                "about",
                "of",
                "than",
                "around",
            ):
                break
            begin -= 1
        return begin
    subject = subject_of(sentence, index)
    return subject[0] if subject is not None else index


def _is_passive(sentence: Sentence, index: int) -> bool:
    position = index - 1
    while sentence.tag(position) in "RA":
        position -= 1
    return sentence.tag(position) in "XNM" and sentence.word(position) in (
        "was",
        "were",
        "been",
        "be",
        "being",
        "are",
        "is",
    )


def _has_object(sentence: Sentence, index: int) -> bool:
    return sentence.tag(index + 1) in "MDNKOR" and sentence.word(index + 1) not in ("when", "while")


def _in_range(sentence: Sentence, first: int, stop: int) -> list[tuple[Count, int, int]]:
    found = []
    index = first
    while index < stop:
        counted = count_at(sentence, index)
        if counted is None:
            index += 1
            continue
        count, after = counted
        if _counts_people(sentence, index, after, stop):
            found.append((count, index, after - 1))
        index = max(after, index + 1)
    return found


def _counts_people(sentence: Sentence, index: int, after: int, stop: int) -> bool:
    """Tell whether a count is of people, not an age, a distance or a number of houses."""
    position = after
    while position < sentence.stop and sentence.tag(position) in "NKMRVZ" and position - after < 5:  # noqa: PLR2004 - a short phrase
        word = sentence.word(position)
        if word in _NOT_PEOPLE:
            return False
        if word in actor_nouns() or word in _VICTIMS or word in _KILLED or word in _WOUNDED:
            return True
        position += 1
    if sentence.tag(index) == "D":
        return False
    if sentence.tag(index - 1) == "," and sentence.tag(after) == ",":
        return False
    return position == after or sentence.tag(position) in "XVPC.,; "


def _after_toll(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    for position in range(index + 1, min(index + 10, sentence.stop)):
        if sentence.tag(position) == "M":
            counted = count_at(sentence, position)
            if counted is not None and sentence.word(position - 1) != "from":
                return [(counted[0], position, counted[1] - 1)]
    return []
