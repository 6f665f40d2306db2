"""Whose words each stretch of an article gives: credits, quotations, and how they carry on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.extract.actors import find_actors
from geo.extract.clauses import interjected
from geo.extract.nesting import descriptions
from geo.extract.once import once_per_scene
from geo.extract.phrases import sentence_at, sentences_of
from geo.extract.quotations import is_fragment, quotations
from geo.extract.reporting import credits_in
from geo.extract.speakers import Speakers
from geo.extract.tagging import tokens_of
from geo.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.extract.phrases import Sentence
    from geo.extract.reporting import Credit
    from geo.extract.scene import Scene, Trigger
    from geo.extract.speakers import Source
    from geo.extract.tagging import Tokens

_REACH = 3
"""Over how many sentences an account carries on between two credits to one source."""
_OWN_TELLING = frozenset("responsibility admission accusation document".split())
"""Senses in which the inner of two nested sources counts."""
_REFLECTION = frozenset("claim claims accusation accusations allegation allegations".split())
"""Words with which an article steps back and speaks of an account in its own voice."""
_TAKEN_FOR = tuple((word, "to") for word in "believed thought presumed suspected".split())
_TAKEN_REACH = 6
_MODIFYING = frozenset("alleged suspected purported presumed supposed".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Some tokens, and whose words they are."""

    first: int
    stop: int
    stance: Stance
    source: Source | None
    sense: str
    word: int
    """Token of the reporting word."""


def voice_over(scene: Scene, trigger: Trigger) -> Voice | None:
    """Return whose words tell of the event of *trigger*; None where they are the article's own."""
    tokens = tokens_of(scene)
    first, stop = tokens.within(trigger.span)
    here = scene.sentence_index(trigger.span.start)
    voices = [
        voice
        for voice in _hearing(scene).voices(here)
        if voice.first <= first < voice.stop
        and not first <= voice.word < stop
        and not (voice.source is not None and voice.source.first <= first <= voice.source.last)
        and not _is_aside(scene, voice, first)
        and (voice.sense != "hedge" or _hedges(scene, trigger, voice))
    ]
    spoken = [voice for voice in voices if voice.sense != "hedge"]
    if spoken:
        return _governing(spoken)
    carried = _carried(scene, here)
    if carried is not None and carried.first <= first < carried.stop:
        return carried
    return voices[0] if voices else None


def is_suspected(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether it is left open who did it: "suspected rebels", "presumably by rebels"."""
    tokens = tokens_of(scene)
    first, stop = tokens.within(trigger.span)
    hedged = any(
        voice.sense == "hedge"
        and voice.first <= first < voice.stop
        and not first <= voice.word < stop
        and (
            voice.stance is Stance.ALLEGED or "by" in tokens.words[voice.word + 1 : voice.word + 2]
        )
        and _hedges(scene, trigger, voice)
        for voice in _hearing(scene).voices(scene.sentence_index(trigger.span.start))
    )
    return hedged or any(
        not _MODIFYING.isdisjoint(tokens.words[max(begin - 1, 0) : end])
        or _is_taken_for(tokens, begin)
        for actor in find_actors(scene, trigger)
        if actor.role == "actor" and actor.span is not None
        for begin, end in [tokens.within(actor.span)]
    )


def _is_taken_for(tokens: Tokens, first: int) -> bool:
    """Tell whether "believed to be" leads to the name at token *first*."""
    near = tokens.words[max(first - _TAKEN_REACH, 0) : first]
    return any(pair in pairwise(near) for pair in _TAKEN_FOR)


def _is_aside(scene: Scene, voice: Voice, trigger: int) -> bool:
    """Tell whether somebody speaks only in a description that the trigger is outside of.

    What is credited in passing to a source is no description: ", according to police,".
    """
    sentence = sentence_at(scene, tokens_of(scene).starts[trigger])
    passing = sentence.word(voice.word) == "according"
    passing = passing or interjected(sentence, voice.word) is not None
    return not passing and any(
        voice.word in stretch and trigger not in stretch for stretch in descriptions(sentence)
    )


def _governing(voices: Sequence[Voice]) -> Voice:
    """Return the voice that counts where several cover a trigger."""
    inner = [
        voice for voice in voices if voice.sense in _OWN_TELLING or voice.stance is Stance.DENIED
    ]
    if inner:
        return inner[-1]
    alleged = [voice for voice in voices if voice.stance is Stance.ALLEGED]
    outer = next((voice for voice in voices if voice.source is not None), voices[0])
    for voice in voices:
        if voice.source is not None and voice.first <= outer.first and voice.stop >= outer.stop:
            outer = voice
    same = [
        voice
        for voice in alleged
        if voice.source and outer.source and voice.source.name == outer.source.name
    ]
    return same[0] if same else outer


def _hedges(scene: Scene, trigger: Trigger, voice: Voice) -> bool:
    """Tell whether a hedge is about the event: "suspected" describes who did it, or the deed."""
    tokens = tokens_of(scene)
    if tokens.words[voice.word] not in _MODIFYING:
        return True
    first, _ = tokens.within(trigger.span)
    if first - 2 <= voice.word < first:
        return True
    at = tokens.starts[voice.word]
    return any(
        actor.role == "actor"
        and actor.span is not None
        and actor.span.start <= at < actor.span.stop
        for actor in find_actors(scene, trigger)
    )


@once_per_scene
def _hearing(scene: Scene) -> _Hearing:
    """Return the hearing of *scene*, as far as it was asked for."""
    return _Hearing(scene, Speakers(scene, tokens_of(scene)))


@dataclass(slots=True)
class _Hearing:
    """The voices of the sentences of an article, heard in order and no further than asked for."""

    scene: Scene
    speakers: Speakers
    heard: list[tuple[Voice, ...]] = field(default_factory=list)
    """The voices of each sentence so far."""
    leading: list[Voice | None] = field(default_factory=list)
    """Of each the one that reaches furthest."""
    credited: list[str] = field(default_factory=list)
    """Names of the sources so far."""

    def voices(self, number: int) -> tuple[Voice, ...]:
        """Return the voices of the sentence of that number."""
        self._hear(number + 1)
        return self.heard[number]

    def leaders(self, first: int, stop: int) -> list[Voice]:
        """Return the voices that reach furthest in those sentences, where there are any."""
        self._hear(stop)
        return [voice for voice in self.leading[max(first, 0) : stop] if voice is not None]

    def _hear(self, stop: int) -> None:
        for sentence in sentences_of(self.scene)[len(self.heard) : stop]:
            found = tuple(self._voices_in(sentence))
            self.heard.append(found)
            self.leading.append(_leading(found))

    def _voices_in(self, sentence: Sentence) -> Iterator[Voice]:
        quoted = _quoted(self.scene, sentence.first, sentence.stop)
        for credit in credits_in(sentence):
            if _inside_other_quotation(credit, quoted):
                continue
            source = self.speakers.meet(sentence, *credit.source) if credit.source else None
            yield _voice(credit, source, self.credited)
            if source is not None:
                self.credited.append(source.name)


def _voice(credit: Credit, source: Source | None, credited: list[str]) -> Voice:
    stance = credit.stance
    if stance is Stance.CONFIRMED and (source is None or all(map(source.name.__eq__, credited))):
        stance = Stance.CLAIMED
    return Voice(credit.first, credit.stop, stance, source, credit.sense, credit.word)


def _inside_other_quotation(credit: Credit, quoted: Iterable[range]) -> bool:
    """Tell whether the reporting word itself is quoted: then its source only echoes another's."""
    return credit.source is not None and any(
        credit.word in stretch and credit.source[0] in stretch for stretch in quoted
    )


def _carried(scene: Scene, number: int) -> Voice | None:
    """Return the voice that carries on over a sentence without a credit of its own."""
    tokens, hearing = tokens_of(scene), _hearing(scene)
    before = hearing.leaders(number - _REACH, number)[-1:]
    after = hearing.leaders(number + 1, number + 1 + _REACH)[:1]
    first, stop = tokens.within(scene.sentences[number])
    carries = None
    if before and after and _same(before[0], after[0]):
        reflects = not _REFLECTION.isdisjoint(tokens.words[first:stop])
        carries = None if reflects else before[0]
    quote = next(iter(_quoted(scene, first, stop)), None)
    if carries is None and quote is not None:
        carries = _of_quote(hearing, number, begins_before=quote.start < first)
        first, stop = max(first, quote.start), min(stop, quote.stop)
    if carries is None or carries.source is None:
        return None
    return Voice(first, stop, Stance.CLAIMED, carries.source, "carried", carries.word)


def _of_quote(hearing: _Hearing, number: int, *, begins_before: bool) -> Voice | None:
    """Return whose a quotation is: of its own sentence, the one before, or the one after."""
    nearest = hearing.leaders(number, number + 1) or hearing.leaders(number - 2, number)[::-1]
    if not nearest and not begins_before:
        nearest = hearing.leaders(number + 1, number + 2)
    return nearest[0] if nearest else None


def _leading(voices: Sequence[Voice]) -> Voice | None:
    """Return the voice of a sentence that reaches furthest, the first of equals."""
    sourced = [voice for voice in voices if voice.source is not None and voice.sense != "noun"]
    return max(sourced, key=lambda voice: voice.stop - voice.first, default=None)


def _same(one: Voice, other: Voice) -> bool:
    return (
        one.source is not None and other.source is not None and one.source.name == other.source.name
    )


def _quoted(scene: Scene, first: int, stop: int) -> tuple[range, ...]:
    """Return the quotations that say something and share a token with those given."""
    found = _quotations(scene)
    begin = bisect_right(found, first, key=attrgetter("stop"))
    return found[begin : bisect_left(found, stop, key=attrgetter("start"))]


@once_per_scene
def _quotations(scene: Scene) -> tuple[range, ...]:
    """Return the tokens of each quotation that says something."""
    tokens = tokens_of(scene)
    return tuple(
        range(*tokens.within(span))
        for span in quotations(scene.text)
        if not is_fragment(scene.text, span)
    )
