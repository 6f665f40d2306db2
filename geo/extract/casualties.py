"""How many were killed and wounded in an event, with the bounds that the words give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.clauses import SPEAKING, is_passive, subject_of
from geo.extract.headcount import people_in
from geo.extract.numbers import count_at
from geo.extract.once import once_per_scene
from geo.extract.phrases import Sentence, phrases_from, sentences_of
from geo.extract.reference import takes_up
from geo.extract.tagging import tokens_of
from geo.extract.triggers import find_triggers, is_violent
from geo.model import Casualties, Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.extract.phrases import Sentence
    from geo.extract.scene import Scene, Trigger

_KILLED = frozenset(
    """
    killed kill killing kills dead died die dies slain murdered assassinated executed massacred
    deaths death fatalities fatality lives perished slaughtered beheaded lynched murder
    killings corpses bodies toll losses remains throats throat alive gunned gunning gun guns mowed
    mown mowing executing beheading massacring butchered
    """.split()
)
_WOUNDED = frozenset(
    """
    wounded wounding wounds wound injured injuring injures injure injuries injury hurt maimed
    hospitalized hospitalised maiming
    """.split()
)
_BOTH = frozenset({"casualties", "casualty"})
_LOST = frozenset("lost loses".split())
_TELLING = _KILLED | _WOUNDED | _BOTH | _LOST
_ACTIVE = frozenset("killing kills kill wounding wounds injuring injures injure murder".split())
_VICTIMS = frozenset("people persons others more victims dead wounded injured lives them".split())
_DEEDS = frozenset("wounded injured".split())
_NONE = frozenset("no without zero any".split())
_BOUNDING = frozenset(
    "than at least most to up about around over nearly between as many more fewer less".split()
)
_OWN = frozenset("died die dies perished".split())
"""What happens to people, and is done to nobody."""
_OF_PEOPLE = frozenset("lives bodies corpses deaths remains throats throat".split())
_DOWNED = frozenset("gunned gunning gun guns mowed mown mowing".split())
_ENDS = frozenset("death alive".split())
_COUNTED_AT = frozenset("at number numbers numbered".split())
_DEED_REACH = 8
_THEM = frozenset(("them", "whom", "these"))
_FAR_NO = 4
_LIVES_REACH = 4
_TOLL_REACH = 10
_PHRASE = 7
_PEACEFUL = "Peaceful protest"
_TOLL_TYPES = frozenset(("Other",))
_RIVALS = 2
_AFTERMATH = 2
"""How many sentences after the trigger's may still tell of its casualties."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of killed or wounded, where it stands."""

    killed: bool
    count: Count
    first: int
    last: int
    """Tokens, both included."""
    total: bool = False
    """Whether it is said to be the whole toll, as "the death toll rose to"."""


def find_casualties(scene: Scene, tolls: Sequence[Toll]) -> Casualties:
    """Return the casualties that *tolls* of one event come to.

    Of several counts of one kind the total is taken; parts ("two soldiers and a boy were
    killed") are added.
    """
    tokens = tokens_of(scene)
    if not tolls:
        return Casualties()
    killed = _total([toll for toll in tolls if toll.killed])
    wounded = _total([toll for toll in tolls if not toll.killed])
    span = tokens.span(min(toll.first for toll in tolls), max(toll.last for toll in tolls))
    return Casualties(killed, wounded, " ".join(scene.words_of(span).split()))


def near_tolls(scene: Scene, trigger: Trigger) -> tuple[Toll, ...]:
    """Return the tolls of *trigger* in its sentence, or else in the next ones that go on about it.

    Up to two sentences that follow in its paragraph and name no other event are read.
    """
    if not harms(trigger):
        return ()
    here = scene.sentence_index(trigger.span.start)
    near, awaits = _own(scene, trigger, _tolls(scene, here))
    if near or not awaits:
        return near
    alone = True
    for index in range(here + 1, min(here + 1 + _AFTERMATH, len(scene.sentences))):
        if _starts_paragraph(scene, index):
            break
        alone = alone and not _tells_of_another(scene, index)
        follows = alone and _follows(scene, index)
        near = tuple(toll for toll in _tolls(scene, index) if toll.total or follows)
        if near:
            break
    return near


def tells_toll(scene: Scene, trigger: Trigger, near: Sequence[Toll]) -> bool:
    """Tell whether *trigger* has tolls *near*, or any stands in its sentence."""
    here = scene.sentence_index(trigger.span.start)
    return bool(near) or (harms(trigger) and bool(_tolls(scene, here)))


def harms(trigger: Trigger) -> bool:
    """Tell whether people may come to harm in what *trigger* tells of: no toll is an arrest's."""
    kind = trigger.event_type
    return kind.name in _TOLL_TYPES or (is_violent(trigger) and kind.name != _PEACEFUL)


@once_per_scene
def _harmful(scene: Scene) -> dict[int, list[Trigger]]:
    """Return by sentence the triggers that may have a toll."""
    found: dict[int, list[Trigger]] = {}
    for trigger in find_triggers(scene):
        if harms(trigger):
            found.setdefault(scene.sentence_index(trigger.span.start), []).append(trigger)
    return found


def _tells_of_another(scene: Scene, index: int) -> bool:
    """Tell whether a sentence has a deed of its own, to which its toll belongs."""
    return not all(each.weak or takes_up(scene, each) for each in _harmful(scene).get(index, ()))


def _own(scene: Scene, trigger: Trigger, tolls: tuple[Toll, ...]) -> tuple[tuple[Toll, ...], bool]:
    """Return the tolls of *trigger*'s sentence that are its own, and whether it awaits later ones.

    A toll belongs to the last event told before it, or to the first of all: "ambushed a patrol,
    killing 15, and attacked a unit". A toll of the next sentences is that of the first event
    that has none of its own.
    """
    here = scene.sentence_index(trigger.span.start)
    rivals = [each.span.start for each in _harmful(scene).get(here, ())]
    if len(rivals) < _RIVALS or trigger.span.start not in rivals:
        return tolls, not tolls
    starts = tokens_of(scene).starts
    owners = [_owner(rivals, starts[toll.last]) for toll in tolls]
    own = [toll for toll, owner in zip(tolls, owners, strict=True) if owner == trigger.span.start]
    free = [start for start in rivals if start not in owners]
    return tuple(own), free[:1] == [trigger.span.start]


def _owner(rivals: Sequence[int], toll: int) -> int:
    return max((start for start in rivals if start <= toll), default=rivals[0])


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
def _known_tolls(_scene: Scene) -> dict[int, tuple[Toll, ...]]:
    """Return the memory of `_tolls`, which neighboring triggers ask for one sentence."""
    return {}


def _tolls(scene: Scene, index: int) -> tuple[Toll, ...]:
    known = _known_tolls(scene)
    if index not in known:
        known[index] = tuple(_tolls_in(sentences_of(scene)[index]))
    return known[index]


def _tolls_in(sentence: Sentence) -> list[Toll]:
    found: list[Toll] = []
    taken: set[int] = set()
    for index in sentence.found(_TELLING):
        word = sentence.word(index)
        if _is_not_done(sentence, index) or (found and _is_of_those_told(sentence, index)):
            continue
        kinds = [True] * (word in _KILLED | _LOST) + [False] * (word in _WOUNDED)
        if word in _BOTH:
            found.extend(_none_hurt(sentence, index))
        for killed in kinds:
            for count, first, last in _counts(sentence, index):
                if first not in taken:
                    taken.add(first)
                    stretch = min(first, index), max(last, index)
                    found.append(Toll(killed, count, *stretch, total=word == "toll"))
    return found


def _is_not_done(sentence: Sentence, index: int) -> bool:
    """Tell whether a verb is only wanted or possible: "threatened to kill", "would kill"."""
    if sentence.word(index) == "death":  # "hacked to death"
        return False
    before = index - 1
    while sentence.tag(before) == "R":
        before -= 1
    return sentence.tag(before) in "TL" and sentence.tag(index) in "VN"


def _is_of_those_told(sentence: Sentence, index: int) -> bool:
    """Tell whether some of those counted before are meant: "among them ten dead civilians"."""
    before = range(max(sentence.first, index - _FAR_NO), index)
    return any(sentence.word(at) == "among" and sentence.word(at + 1) in _THEM for at in before)


def _none_hurt(sentence: Sentence, index: int) -> list[Toll]:
    """Return the two empty tolls of "no casualties"."""
    for position in range(max(sentence.first, index - _FAR_NO), index):
        if sentence.word(position) in _NONE:
            none = Count(0, 0, 0)
            return [Toll(killed, none, position, index) for killed in (True, False)]
    return []


def _counts(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    """Return the counts of people that belong to the word at *index*, with their tokens."""
    word, tag = sentence.word(index), sentence.tag(index)
    if word == "toll" or (word == "dead" and sentence.word(index + 1) in _COUNTED_AT):
        return _after_toll(sentence, index)
    if word in _LOST:
        return _objects(sentence, index)
    if word in _OF_PEOPLE and (word == "lives" or sentence.word(index + 1) == "of"):
        return _of_lives(sentence, index) or _before(sentence, index)
    if word in _DOWNED | _ENDS or (word == "dead" and sentence.word(index - 1) == "shot"):
        return _of_deed(sentence, index)
    passive = is_passive(sentence, index)
    deed = (tag == "V" and word not in _OWN) or (
        word in _DEEDS and sentence.tag(index - 1) in "C,NV"
    )
    if word in _ACTIVE or (deed and not passive and _has_object(sentence, index)):
        return _objects(sentence, index)
    return _before(sentence, index)


def _of_deed(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    """Return the counts of "gunned down 12", "hacked 12 to death", "12 were shot dead"."""
    word, verb, behind = sentence.word(index), index, index
    if word in _DOWNED:
        behind = index + 1
        if sentence.word(behind) != "down":
            return []
    else:
        verb = sentence.tokens.tags.rfind("V", max(sentence.first, index - _DEED_REACH), index)
        if verb < 0 or (word == "death" and sentence.tag(index - 1) != "T"):
            return _before(sentence, index) if word == "death" else []
    if is_passive(sentence, verb):
        return _before(sentence, verb)
    return people_in(sentence, verb + 1, index) or _objects(sentence, behind)


def _before(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    return people_in(sentence, _left(sentence, index), index)


def _objects(sentence: Sentence, verb: int) -> list[tuple[Count, int, int]]:
    """Return the counts of the people whom the verb at *verb* names behind it."""
    stop = verb + 1
    while stop < sentence.stop and not _ends_object(sentence, stop, verb):
        stop += 1
    return people_in(sentence, verb + 1, stop)


def _ends_object(sentence: Sentence, index: int, verb: int) -> bool:
    """Tell whether the words that the verb acts on end before token *index*."""
    tag, word = sentence.tag(index), sentence.word(index)
    if word in _KILLED | _WOUNDED and index > verb + 1:
        return True
    if (tag == "R" and word.isdigit()) or (tag == "," and _speaks(sentence, index + 1)):
        return True
    if word in _BOUNDING or word in ("of", "to"):
        return False
    if tag in "PT":
        return True
    if tag == "C":
        return sentence.tag(index + 1) in "VGXLT"
    return tag in ";:.SXLB" or (tag == "V" and sentence.tag(index - 1) in "C,NK")


def _speaks(sentence: Sentence, first: int) -> bool:
    """Tell whether somebody who speaks begins at *first*: "..., an official in Gao said"."""
    for index in range(first + 1, sentence.stop):
        if sentence.tag(index) == "V" and sentence.word(index) in SPEAKING:
            subject = subject_of(sentence, index)
            return subject is not None and subject[0] == first
    return False


def _of_lives(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    """Return the count of "claimed 12 lives", "the lives of 12 people", "the bodies of 12 men"."""
    if sentence.word(index + 1) == "of":
        phrase = phrases_from(sentence, index + 2)
        return [] if phrase is None else people_in(sentence, phrase[0], phrase[1] + 1)
    return people_in(sentence, max(sentence.first, index - _LIVES_REACH), index)


def _left(sentence: Sentence, index: int) -> int:
    """Return where the words begin that count the people whom the word at *index* describes."""
    if sentence.tag(index - 1) in "MNDK" or sentence.word(index - 1) in _VICTIMS:
        begin = index
        while begin > sentence.first and index - begin < _PHRASE:
            tag, word = sentence.tag(begin - 1), sentence.word(begin - 1)
            if tag not in "MNDRKO" and word not in _BOUNDING and word != "of":
                break
            begin -= 1
        return begin
    subject = subject_of(sentence, index)
    if subject is None:
        return index
    begin = subject[0]
    while (
        sentence.word(begin - 1) in _BOUNDING
        or sentence.tag(begin - 1) == "M"
        or (sentence.word(begin - 1) == "and" and sentence.tag(begin - 2) == "M")
    ):
        begin -= 1
    return begin


def _has_object(sentence: Sentence, index: int) -> bool:
    following = sentence.word(index + 1)
    return following in _BOUNDING or (sentence.tag(index + 1) in "MDNKOR" and following != "when")


def _after_toll(sentence: Sentence, index: int) -> list[tuple[Count, int, int]]:
    for position in range(index + 1, min(index + _TOLL_REACH, sentence.stop)):
        if sentence.tag(position) == "M" and sentence.word(position - 1) != "from":
            counted = count_at(sentence, position)
            if counted is not None:
                return [(counted[0], position, counted[1] - 1)]
    return []
