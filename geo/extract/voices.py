"""Whose words each stretch of an article gives: credits, quotations, and how they carry on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.actors import find_actors
from geo.extract.nesting import descriptions
from geo.extract.once import once_per_scene
from geo.extract.phrases import sentence_at, sentences_of
from geo.extract.quotations import is_fragment, quotations
from geo.extract.reporting import credits_in
from geo.extract.speakers import Speakers
from geo.extract.tagging import tokens_of
from geo.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.extract.reporting import Credit
    from geo.extract.scene import Scene, Trigger
    from geo.extract.speakers import Source

_REACH = 3
"""Over how many sentences an account carries on between two credits to one source."""
_OWN_TELLING = frozenset("responsibility admission accusation document".split())
"""Senses in which the inner of two nested sources counts."""
_REFLECTION = frozenset("claim claims accusation accusations allegation allegations".split())
"""Words with which an article steps back and speaks of an account in its own voice."""
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
        for voice in _voices(scene)[here]
        if voice.first <= first < voice.stop
        and not first <= voice.word < stop
        and not (voice.source is not None and voice.source.first <= first <= voice.source.last)
        and not _is_aside(scene, voice, first)
        and (voice.sense != "hedge" or _hedges(scene, trigger, voice))
    ]
    spoken = [voice for voice in voices if voice.sense != "hedge"]
    if spoken:
        return _governing(spoken)
    carried = _carried(scene)[here]
    if carried is not None and carried.first <= first < carried.stop:
        return carried
    return voices[0] if voices else None


def _is_aside(scene: Scene, voice: Voice, trigger: int) -> bool:
    """Tell whether somebody speaks only in a description that the trigger is outside of."""
    sentence = sentence_at(scene, tokens_of(scene).starts[trigger])
    return any(
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
def _voices(scene: Scene) -> tuple[tuple[Voice, ...], ...]:
    """Return the voices of each sentence."""
    tokens = tokens_of(scene)
    speakers = Speakers(scene, tokens)
    quoted = _quoted(scene)
    result: list[tuple[Voice, ...]] = []
    credited: list[str] = []
    for sentence in sentences_of(scene):
        found = []
        for credit in credits_in(sentence):
            if _inside_other_quotation(credit, quoted):
                continue
            source = speakers.meet(sentence, *credit.source) if credit.source else None
            found.append(_voice(credit, source, credited))
            if source is not None:
                credited.append(source.name)
        result.append(tuple(found))
    return tuple(result)


def _voice(credit: Credit, source: Source | None, credited: list[str]) -> Voice:
    stance = credit.stance
    if stance is Stance.CONFIRMED and (source is None or not set(credited) - {source.name}):
        stance = Stance.CLAIMED
    return Voice(credit.first, credit.stop, stance, source, credit.sense, credit.word)


def _inside_other_quotation(credit: Credit, quoted: Iterable[range]) -> bool:
    """Tell whether the reporting word itself is quoted: then its source only echoes another's."""
    return credit.source is not None and any(
        credit.word in stretch and credit.source[0] in stretch for stretch in quoted
    )


@once_per_scene
def _carried(scene: Scene) -> tuple[Voice | None, ...]:
    """Return for each sentence the voice that carries on over it without a credit of its own."""
    tokens, voices = tokens_of(scene), _voices(scene)
    speakers = [_speaker(found) for found in voices]
    quotes = _quoted(scene)
    carried: list[Voice | None] = []
    for index, span in enumerate(scene.sentences):
        before = next(
            (voice for voice in reversed(speakers[max(0, index - _REACH) : index]) if voice), None
        )
        after = next((voice for voice in speakers[index + 1 : index + 1 + _REACH] if voice), None)
        first, stop = tokens.within(span)
        carries = None
        reflects = not _REFLECTION.isdisjoint(tokens.words[first:stop])
        if before is not None and after is not None and _same(before, after) and not reflects:
            carries = before
        quote = next(
            (stretch for stretch in quotes if stretch.start < stop and first < stretch.stop), None
        )
        if carries is None and quote is not None:
            carries = _of_quote(speakers, index, quote, (first, stop))
            first, stop = max(first, quote.start), min(stop, quote.stop)
        carried.append(
            None
            if carries is None or carries.source is None
            else Voice(first, stop, Stance.CLAIMED, carries.source, "carried", carries.word)
        )
    return tuple(carried)


def _of_quote(
    speakers: Sequence[Voice | None], index: int, quote: range, sentence: tuple[int, int]
) -> Voice | None:
    """Return whose a quotation is: of its own sentence, the one before, or the one after."""
    if speakers[index] is not None:
        return speakers[index]
    begins_before = quote.start < sentence[0]
    nearby = [*reversed(speakers[max(0, index - 2) : index])]
    behind = speakers[index + 1 : index + 2]
    return next(
        (voice for voice in (nearby if begins_before else [*nearby, *behind]) if voice), None
    )


def _speaker(voices: Sequence[Voice]) -> Voice | None:
    """Return the voice of a sentence that reaches furthest, the first of equals."""
    sourced = [voice for voice in voices if voice.source is not None and voice.sense != "noun"]
    return max(sourced, key=lambda voice: voice.stop - voice.first, default=None)


def _same(one: Voice, other: Voice) -> bool:
    return (
        one.source is not None and other.source is not None and one.source.name == other.source.name
    )


@once_per_scene
def _quoted(scene: Scene) -> tuple[range, ...]:
    """Return the tokens of each quotation that says something."""
    tokens = tokens_of(scene)
    return tuple(
        range(*tokens.within(span))
        for span in quotations(scene.text)
        if not is_fragment(scene.text, span)
    )
