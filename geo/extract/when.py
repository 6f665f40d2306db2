"""Which date of the article a claim hangs on; none where the words do not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.extract.dateline import datelines_of
from geo.extract.reporting_words import OCCURRING, reporting_words
from geo.extract.scene import Voice
from geo.extract.tagging import tokens_of
from geo.model import Form, Granularity, Interval, Span
from geo.text import heads_paragraph, paragraph_start

if TYPE_CHECKING:
    from geo.extract.scene import Scene, Trigger
    from geo.extract.tagging import Tokens
    from geo.model import TimeExpression

_ALSO_WORDS = 6
_RULED_OVER = frozenset("over for about".split())
_RULED_REACH = 4
_COUNTED = {
    "the same ": 0,
    "that same ": 0,
    "the next ": 1,
    "the following ": 1,
    "the day after": 1,
    "next morning": 1,
    "the previous ": -1,
    "the day before": -1,
    "the night before": -1,
}
"""What counts from the day of the story, by how it begins, and the days it is away."""
_PART_OF = frozenset(("of", "between", "from", "of the"))
_SIGNS = {"after": 1, "before": -1}
_LENGTH = re.compile(r"P(?P<number>\d+)(?P<unit>[DWMY])|PT(?P<hours>\d+)H")
_UNIT_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_SLACK_DAYS = {"M": 15, "Y": 183}
"""How far off a day counted in months or years may be."""
_DOCUMENT = frozenset("of from dated for".split())
"""Before the date of a document: "an entry of 23 October tells"."""
_DATED_TYPES = frozenset(("DATE", "TIME"))
_VAGUE = frozenset(("PAST_REF", "PRESENT_REF", "FUTURE_REF"))
_TURNS = frozenset("meanwhile elsewhere separately currently now today".split())
_PRESENT = frozenset("is are has have am 're 've".split())
_VERB_REACH = 5
_SAME_CLAUSE = 14
_MANY_DAYS = 100_000
_CLAUSE_COST = 6
_AFTER_SAYING = 4
_LINKS = frozenset("on in at during since late early last this the of".split())


@dataclass(frozen=True, slots=True)
class When:
    """The date of a claim and the words that it was read from."""

    interval: Interval = field(default_factory=Interval)
    span: Span | None = None
    inferred: tuple[str, ...] = ()
    own: bool = False
    """Whether the sentence of the trigger itself gives it."""


UNKNOWN = When()


def find_date(scene: Scene, trigger: Trigger, previous: When | None = None) -> When:
    """Return when the event of *trigger* is said to have happened.

    Parameters
    ----------
    scene : Scene
        The article.
    trigger : Trigger
        What tells of the event.
    previous : When, optional
        The date of what was told just before, in the same stretch of narrative.

    Returns
    -------
    When
        The interval of the date expression nearest by syntax, dates of saying left out;
        else the date that heads its paragraph; else what *previous* allows, as "on or
        after"; else nothing.
    """
    number = scene.sentence_index(trigger.span.start)
    sentence = scene.sentences[number]
    chosen = _governing(scene, trigger, sentence)
    if chosen is not None:
        known = not _is_empty(chosen.interval)
        interval = _same(chosen, previous) or _shifted(scene, trigger, chosen)
        return When(interval, chosen.span, chosen.inferred, own=known)
    entry = _entry(scene, trigger.span.start)
    if entry is not None:
        return When(entry.interval, entry.span, entry.inferred)
    if previous is None or previous.interval.earliest is None or _turns(scene, trigger):
        return UNKNOWN
    return _after(previous)


def _same(time: TimeExpression, previous: When | None) -> Interval | None:
    """Return the day that "the same evening" or "the next day" is, counted from the story's."""
    name = time.name.lower()
    days = next((days for start, days in _COUNTED.items() if name.startswith(start)), None)
    if days is None or previous is None or previous.interval.earliest is None:
        return None
    interval = previous.interval
    if previous.span == time.span:
        return interval
    if interval.latest is None or days:
        last = interval.latest or interval.earliest
        interval = replace(interval, earliest=last, latest=last, form=Form.EXACT)
    return _moved(interval, days)


def _shifted(scene: Scene, trigger: Trigger, time: TimeExpression) -> Interval:
    """Return the date of *time*, moved where "two days after" parts the trigger from it."""
    tokens = tokens_of(scene)
    at, dated = tokens.at(trigger.span.start), tokens.at(time.start)
    low, high = sorted((at, dated))
    for index in scene.times_in(scene.sentence(trigger.span.start)):
        joint = tokens.within(scene.times[index].span)[1]
        days = _days_of(scene.times[index])
        if days is None or not low < joint < high or tokens.words[joint] not in _SIGNS:
            continue
        sign = _SIGNS[tokens.words[joint]] * (1 if dated > at else -1)
        moved = _moved(time.interval, sign * days)
        return _widened(moved, _SLACK_DAYS.get(scene.times[index].value[-1], 0))
    return time.interval


def _widened(interval: Interval, slack: int) -> Interval:
    if not slack or interval.earliest is None or interval.latest is None:
        return interval
    by = timedelta(days=slack)
    return Interval(interval.earliest - by, interval.latest + by, Form.RANGE, Granularity.MONTH)


def _days_of(time: TimeExpression) -> int | None:
    """Return the days that a duration says: 1 for "a day" and "24 hours", 60 for "two months"."""
    match = _LENGTH.fullmatch(time.value) if time.type == "DURATION" else None
    if match is None:
        return None
    if match["hours"]:
        hours = int(match["hours"])
        return hours // 24 if hours % 24 == 0 else None
    return int(match["number"]) * _UNIT_DAYS[match["unit"]]


def _moved(interval: Interval, days: int) -> Interval:
    by = timedelta(days=days)
    return replace(
        interval,
        earliest=interval.earliest and interval.earliest + by,
        latest=interval.latest and interval.latest + by,
    )


def adds(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether *trigger* adds to an episode rather than goes on from its last event."""
    tokens = tokens_of(scene)
    at = tokens.at(trigger.span.start)
    return "also" in tokens.words[max(at - _ALSO_WORDS, 0) : at]


def _after(previous: When) -> When:
    interval = replace(previous.interval, latest=None, form=Form.ON_OR_AFTER)
    return When(interval, None, previous.inferred)


def _governing(scene: Scene, trigger: Trigger, sentence: Span) -> TimeExpression | None:
    tokens = tokens_of(scene)
    at = tokens.at(trigger.span.start)
    datelines = datelines_of(scene)
    costs = {}
    for index in scene.times_in(sentence):
        time = scene.times[index]
        if time.type not in _DATED_TYPES or time.value in _VAGUE or _is_part(scene, index):
            continue
        if any(dateline.overlaps(time.span) for dateline in datelines):
            continue
        if not (_is_of_speech(tokens, time, trigger) or _is_of_ruling(tokens, time, trigger)):
            costs[index] = _cost(tokens, at, tokens.at(time.start))
    if not costs:
        return None
    best = min(costs, key=lambda index: (costs[index], index))
    if _is_empty(scene.times[best].interval):
        return scene.times[best]
    near = [index for index in costs if costs[index] <= costs[best] + _SAME_CLAUSE]
    within = [
        index for index in near if holds(scene.times[best].interval, scene.times[index].interval)
    ]
    return scene.times[min(within, key=lambda index: (_days(scene.times[index].interval), index))]


def _entry(scene: Scene, offset: int) -> TimeExpression | None:
    """Return the date that heads the paragraph of *offset*, as in a diary."""
    start = paragraph_start(scene.text, offset)
    for index in scene.times_in(Span(start, offset)):
        time = scene.times[index]
        if heads_paragraph(scene.text, time.start, time.stop):
            return time
    return None


def _is_part(scene: Scene, index: int) -> bool:
    """Tell whether the time only says which part of the next one: "the night of 12 September"."""
    if scene.times[index].type != "TIME" or index + 1 >= len(scene.times):
        return False
    between = scene.text[scene.times[index].stop : scene.times[index + 1].start]
    return between.strip().lower() in _PART_OF and scene.times[index + 1].type == "DATE"


def holds(wide: Interval, narrow: Interval) -> bool:
    """Tell whether *narrow* lies within *wide*: "in 1993, at the height of the war"."""
    if wide == narrow:
        return True
    ends = (wide.earliest, wide.latest, narrow.earliest, narrow.latest)
    if wide.earliest is None or wide.latest is None or None in ends:
        return False
    if narrow.earliest is None or narrow.latest is None:
        return False
    return wide.earliest <= narrow.earliest and narrow.latest <= wide.latest


def _days(interval: Interval) -> int:
    if interval.earliest is None or interval.latest is None:
        return _MANY_DAYS
    return (interval.latest - interval.earliest).days


def _turns(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether the sentence leaves the narrative: "Meanwhile", "are now accusing"."""
    tokens = tokens_of(scene)
    first = tokens.within(scene.sentence(trigger.span.start))[0]
    if tokens.words[first] in _TURNS:
        return True
    at = tokens.at(trigger.span.start)
    low = max(first, at - _VERB_REACH)
    return not _PRESENT.isdisjoint(tokens.words[low:at])


def _is_empty(interval: Interval) -> bool:
    return interval.earliest is None and interval.latest is None


def _cost(tokens: Tokens, trigger: int, time: int) -> int:
    low, high = sorted((trigger, time))
    crossed = tokens.tags[low + 1 : high]
    joined = tokens.tags.count("CV", low, high + 1)
    return high - low + _CLAUSE_COST * (sum(crossed.count(tag) for tag in "SBV;:") + joined)


def _is_of_ruling(tokens: Tokens, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether the date is of what came of the deed: "convicted on Friday over the killing"."""
    if trigger.voice is not Voice.NOMINAL or time.start > trigger.span.start:
        return False
    joint = tokens.within(time.span)[1]
    near = tokens.at(trigger.span.start) - joint <= _RULED_REACH
    return near and tokens.words[joint] in _RULED_OVER


def _is_of_speech(tokens: Tokens, time: TimeExpression, trigger: Trigger) -> bool:
    """Tell whether the date is that of a report: "he said on Sunday that ..."."""
    words = reporting_words()
    first = tokens.at(time.start)
    last = tokens.within(time.span)[1] - 1
    for index in range(first - 1, max(first - 1 - _AFTER_SAYING, -1), -1):
        if trigger.span.start <= tokens.starts[index] < trigger.span.stop:
            return False
        if tokens.tags[index] == "V" and f"verb:{tokens.words[index]}" in words:
            occurs = tokens.words[index] in OCCURRING and tokens.tags[index - 1] == "X"
            return not occurs
        if tokens.words[index] not in _LINKS and tokens.tags[index] not in "KNOTRD":
            break
    if first and tokens.words[first - 1] in _DOCUMENT:
        return False
    follower = tokens.words[last + 1] if last + 1 < len(tokens.words) else ""
    is_next = f"verb:{follower}" in words
    return is_next and not (trigger.span.start <= tokens.starts[last + 1] < trigger.span.stop)
