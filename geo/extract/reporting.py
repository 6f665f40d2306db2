"""Find in a sentence who is credited with what: reporting verbs and nouns, "according to", hedges.

A credit says which tokens a source is credited with. ``data/reporting.csv`` names the words and
the stance each carries; the grammar of their complements is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.extract.clauses import ends_aside, interjected, is_passive, speech_stop, subject_of
from geo.extract.feeling import felt_stop
from geo.extract.phrases import phrase_start, phrases_from
from geo.extract.reporting_words import opening_words, phrasal_verbs, reporting_words
from geo.extract.responsibility import charges, disclaims
from geo.model import Stance

if TYPE_CHECKING:
    from geo.extract.phrases import Sentence
    from geo.extract.reporting_words import Report

_NOUNY = frozenset("claims reports state states notes charge charges estimates posts".split())
_ADJUNCT = re.compile(r"[RPBSTGNKMDOZQC(),-]*[.;?!]?$")
_RESPONSIBLE = frozenset("responsibility credit authorship".split())
_LIVES = frozenset("life lives".split())
_NOBODY = frozenset("no nobody none neither".split())
_OF_WHAT = frozenset("of with in for by on".split())
_NOT_INVERTED = frozenset("accusation object report".split())
"""Senses of verbs that never stand before their source: not in "..., accused Armenia"."""
_PART_OF = frozenset("from of in".split())
_TOLD = frozenset("told tells".split())
_TELLERS = frozenset("source sources official officials reports residents media police".split())
_MEANS = frozenset("telephone phone radio email e-mail satellite text video letter fax".split())
_TOLLS = frozenset("dead toll number losses casualties killed wounded deaths injured".split())
_NEAR = 8
_DOCUMENTS = frozenset(
    "entry diary memoir memoirs memoires book cable document page chapter report passage".split()
)
_CONTRAST = frozenset("but while whereas although though and".split())


@dataclass(frozen=True, slots=True)
class Credit:
    """What a sentence credits to a source."""

    word: int
    """Token of the reporting word."""
    first: int
    """First token of what the source is credited with."""
    stop: int
    """Token behind it."""
    stance: Stance
    sense: str
    source: tuple[int, int] | None = None
    """First and last token of the words for the source; None where none is named."""
    around: bool = False
    """Whether the credit stands beside or behind what it covers ("..., police said")."""


def credits_in(sentence: Sentence) -> list[Credit]:
    """Return the credits of *sentence* in the order of their words."""
    known = reporting_words()
    found: list[Credit] = []
    for index in sentence.found(opening_words()):
        word = sentence.word(index)
        if _follows_source(sentence, index):
            found.append(_according(sentence, index))
            continue
        report = known.get(f"verb:{word}")
        if report is None and f"{word} {sentence.word(index + 1)}" in phrasal_verbs():
            report = known[f"verb:{word} {sentence.word(index + 1)}"]
        credit = None
        if report is not None and _is_verb(sentence, index):
            credit = _of_verb(sentence, index, report)
        elif f"version:{word}" in known:
            credit = _of_version(sentence, index)
        elif f"count:{word}" in known:
            credit = _of_count(sentence, index)
        if credit is None and (noun := known.get(f"noun:{word}")) is not None:
            credit = _of_noun(sentence, index, noun)
        if credit is None and (hedge := known.get(f"hedge:{word}")) is not None:
            credit = _of_hedge(sentence, index, hedge)
        if credit is not None and credit.first < credit.stop:
            found.append(credit)
    return _without_overreach(sentence, found)


def _is_verb(sentence: Sentence, index: int) -> bool:
    before, tag, word = sentence.tag(index - 1), sentence.tag(index), sentence.word(index)
    if tag == "K" or before in "DZ" or (before == "P" and tag != "G"):
        return False
    if word in _NOUNY:
        after = sentence.tag(index + 1)
        return before in "NKO)R," and (after in "SDOKQ:" or after == "T")
    if word.endswith("ing"):
        return before in ",CXRSBNK-P" and sentence.tag(index + 1) not in ".,;"
    return True


def _of_verb(sentence: Sentence, index: int, report: Report) -> Credit | None:
    accused = report.sense == "accusation" and sentence.word(index + 1) in _OF_WHAT
    if is_passive(sentence, index) or accused:
        return _of_passive(sentence, index, report)
    after = "to" if report.sense == "belief" else "by"  # "the man believed to have fired"
    reduced = sentence.tag(index) == "V" and sentence.word(index + 1) == after
    reduced = reduced and sentence.word(index + 2) not in _MEANS
    if reduced and after == "by" and sentence.word(index - 1) == "as":
        return _of_passive(sentence, index, report)
    if reduced or _is_infinitive(sentence, index) or _is_of_document(sentence, index):
        return None
    following = sentence.tokens.words[index + 1 : index + 5]
    if not _RESPONSIBLE.isdisjoint(following):
        return _responsibility(sentence, index, report)
    if not _LIVES.isdisjoint(following) and "that" not in following:
        return None  # "the blast claimed 14 lives"
    return _of_active(sentence, index, report)


def _is_of_document(sentence: Sentence, index: int) -> bool:
    """Tell whether the verb describes a document: "in a message posted on Friday, it said"."""
    last = index - 1
    governed = sentence.tag(last) == "N" and sentence.tag(phrase_start(sentence, last) - 1) == "P"
    return governed and sentence.tag(index + 1) in "PR" and ends_aside(sentence, index + 1)


def _of_active(sentence: Sentence, index: int, report: Report) -> Credit | None:
    behind = _behind(sentence, index, report)
    if behind is not None:
        return Credit(
            index, sentence.first, sentence.stop, report.stance, report.sense, behind, around=True
        )
    document = _document(sentence, index)
    source = document or subject_of(sentence, index)
    if source is not None and not _NOBODY.isdisjoint(
        sentence.tokens.words[source[0] : source[1] + 1]
    ):
        return None
    start = _complement(sentence, index, report)
    if start is None:
        return None
    sense = "document" if document is not None else report.sense
    stop = felt_stop(sentence, start, speech_stop(sentence, start))
    stance = Stance.DENIED if disclaims(sentence, start, stop) else report.stance
    return Credit(index, start, stop, stance, sense, source)


def _document(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return the document of "a diary entry in which the late president said"."""
    if "which" not in sentence.tokens.words[max(index - _NEAR, 0) : index]:
        return None
    for position in range(index - 1, max(sentence.first, index - _NEAR), -1):
        if sentence.tag(position) == "S":
            is_relative = sentence.word(position) == "which" and sentence.word(position - 1) == "in"
            last = position - 2
            if not (is_relative and sentence.tag(last) in "NKMRO"):
                return None
            while last > sentence.first and sentence.tag(last) != "N":
                last -= 1
            return _whole(sentence, last) if sentence.word(last) in _DOCUMENTS else None
        if sentence.tag(position) in ",;:V":
            return None
    return None


def _whole(sentence: Sentence, part: int) -> tuple[int, int]:
    """Return what a part is of: "his memoirs", where "entries from his memoirs" stand before."""
    stem = sentence.word(part)[:4]
    for index in range(sentence.first, part - 1):
        if sentence.word(index).startswith(stem) and sentence.word(index + 1) in _PART_OF:
            return phrases_from(sentence, index + 2) or (part, part)
    return part, part


def _complement(sentence: Sentence, index: int, report: Report) -> int | None:
    """Return where what is said begins, or None where the verb says nothing of the kind."""
    after = index + 1 + (sentence.word(index + 1) in ("out", "to", "on"))
    tags = sentence.tokens.tags[after : sentence.stop]
    that = next(
        (
            position
            for position in range(after, min(after + 14, sentence.stop))
            if (
                sentence.word(position) in ("that", "how", "whether")
                and sentence.tag(position - 1) != "P"
            )
            or sentence.tag(position) in "Q:"
        ),
        None,
    )
    charging = report.sense == "belief" and charges(sentence, after)
    if report.sense == "accusation" or charging:
        return after if tags else None
    if report.sense == "quotation":
        return that if that is not None and sentence.tag(that) in "Q:" else None
    if report.sense == "clause" and (that is None or that > after + 6):
        return None
    believed = sentence.word(after) in ("that", "to") or "V" in tags or "X" in tags
    if report.sense == "belief" and not believed:
        return None
    if that is not None and not _finite(sentence, after, that):
        return that
    return after if tags else None


def _finite(sentence: Sentence, first: int, stop: int) -> bool:
    return any(sentence.tag(index) in "VXL" for index in range(first, stop))


def _behind(sentence: Sentence, index: int, report: Report) -> tuple[int, int] | None:
    """Return the source of "..., police said" and "..., said the police", else None."""
    inverted = _inverted(sentence, index) if report.sense not in _NOT_INVERTED else None
    source = inverted or subject_of(sentence, index)
    if inverted is not None or source is None or source[0] <= sentence.first:
        return inverted
    if interjected(sentence, index) is not None:
        return source
    mark = source[0] - 1
    if sentence.word(mark) == "as":
        return source
    after = index + 1
    if sentence.word(index) in _TOLD and (hearer := phrases_from(sentence, after)) is not None:
        after = hearer[1] + 1
    return source if sentence.tag(mark) in ",Q-" and _says_no_more(sentence, after) else None


def _inverted(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Return the source of "..., said the police"."""
    before = sentence.tag(index - 1)
    if before not in ",Q" or index - 1 <= sentence.first or sentence.tag(index) != "V":
        return None
    source = phrases_from(sentence, index + 1)
    if source is None or _finite(sentence, source[1] + 1, min(source[1] + 3, sentence.stop)):
        return None
    return source


def _says_no_more(sentence: Sentence, after: int) -> bool:
    """Tell whether nothing but a time or the like follows the verb: "police said on Friday"."""
    if sentence.tag(after) in ",.;: -":
        return True
    if sentence.word(after) == "that" or sentence.tag(after) in "DMKNOQS":
        return False
    rest = sentence.tokens.tags[after : sentence.stop]
    return "V" not in rest and _ADJUNCT.match(rest) is not None


def _is_infinitive(sentence: Sentence, index: int) -> bool:
    position = index - 1
    while sentence.tag(position) in "RA":
        position -= 1
    return sentence.tag(position) == "T"


def _of_passive(sentence: Sentence, index: int, report: Report) -> Credit | None:
    source = None
    for position in range(index + 1, min(index + 10, sentence.stop)):
        if sentence.word(position) == "by":
            source = phrases_from(sentence, position + 1)
            break
    performed = sentence.word(index) == "declared"  # so it comes about, whoever says it
    if source is None and (performed or report.sense in ("quotation", "clause")):
        return None
    subject = subject_of(sentence, index)
    if subject is not None and sentence.word(subject[0]) in _NOBODY:
        return None
    return Credit(
        index, sentence.first, sentence.stop, report.stance, report.sense, source, around=True
    )


def _responsibility(sentence: Sentence, index: int, report: Report) -> Credit | None:
    source = subject_of(sentence, index)
    if source is None or not _NOBODY.isdisjoint(sentence.tokens.words[source[0] : source[1] + 1]):
        return None
    if any(sentence.tag(position) == "A" for position in range(source[1], index)):
        return None
    stance = Stance.DENIED if report.stance is Stance.DENIED else Stance.CLAIMED
    return Credit(
        index, sentence.first, sentence.stop, stance, "responsibility", source, around=True
    )


def _follows_source(sentence: Sentence, index: int) -> bool:
    """Tell whether a source follows "according to" or "..., per"."""
    if sentence.word(index) == "per" and sentence.tag(index - 1) == ",":
        phrase = phrases_from(sentence, index + 1)
        known = sentence.tag(index + 1) in "DK" and sentence.word(index + 1) not in ("a", "an")
        return phrase is not None and (known or sentence.word(phrase[1]) in _TELLERS)
    return sentence.word(index) == "according" and sentence.tag(index + 1) == "T"


def _according(sentence: Sentence, index: int) -> Credit:
    source = phrases_from(sentence, index + 1 + (sentence.tag(index + 1) == "T"))
    return Credit(
        index, sentence.first, sentence.stop, Stance.CLAIMED, "speech", source, around=True
    )


def _of_count(sentence: Sentence, index: int) -> Credit | None:
    """Return the credit of "put the dead at 22" and "counted 38 bodies"."""
    tolls = sentence.found(_TOLLS, index)
    numbers = [each for each in sentence.tagged("M", index) if sentence.word(each - 1) == "at"]
    counts = sentence.word(index) == "counted" and sentence.tag(index + 1) == "M"
    if not counts and not (tolls and numbers and tolls[0] < numbers[-1]):
        return None
    said = index + 1, speech_stop(sentence, index + 1)
    return Credit(index, *said, Stance.CLAIMED, "count", subject_of(sentence, index))


def _of_version(sentence: Sentence, index: int) -> Credit | None:
    """Return the credit of "by the army's account", "from the communiqué of the ministry:"."""
    start = phrase_start(sentence, index)
    before = sentence.word(start - 1)
    heads = before == "from" and ":" in sentence.tokens.tags[index : index + _NEAR]
    if sentence.tag(index - 1) == "Z" and (heads or before in ("by", "in")):
        source: tuple[int, int] | None = (start, index - 2)
    elif sentence.word(index + 1) == "of" and (heads or before == "by"):
        source = phrases_from(sentence, index + 2)
    else:
        return None
    return Credit(
        index, sentence.first, sentence.stop, Stance.CLAIMED, "speech", source, around=True
    )


def _of_noun(sentence: Sentence, index: int, report: Report) -> Credit | None:
    """Return the credit of "claims by X that", "X's claim that", "reports of"."""
    source, position = None, index + 1
    if sentence.word(position) in ("by", "from"):
        source = phrases_from(sentence, position + 1)
        position = source[1] + 1 if source is not None else position
    elif sentence.tag(index - 1) == "Z":
        source = (index - 2, index - 2)
    if sentence.word(position) == "that" and report.stance is not Stance.CONFIRMED:
        return Credit(index, position, sentence.stop, report.stance, "noun", source)
    if sentence.word(position) == "of" and report.stance in (Stance.ALLEGED, Stance.CLAIMED):
        return Credit(
            index, position, min(position + 8, sentence.stop), report.stance, "noun", source
        )
    return None


def _of_hedge(sentence: Sentence, index: int, report: Report) -> Credit:
    return Credit(index, sentence.first, sentence.stop, report.stance, "hedge", around=True)


def _without_overreach(sentence: Sentence, found: list[Credit]) -> list[Credit]:
    """Cut each credit where "but Y denied" begins another's."""
    result = []
    for number, credit in enumerate(found):
        stop, first = credit.stop, credit.first
        for other in found[number + 1 :]:
            cut = _turn(sentence, other)
            if cut is None and sentence.tag(other.word - 1) == "C" and not credit.around:
                cut = other.word - 1
            if cut is None and other.around and not credit.around:
                begin = _after_contrast(sentence, credit, other)
                cut = begin if begin > other.first else None
            if cut is not None and credit.word < cut < stop:
                stop = cut
                break
        cut = _turn(sentence, credit)
        if cut is not None and not credit.around:
            first = max(first, cut)
        elif cut is not None:
            first = cut
        elif credit.around and credit.source is not None and found[:number]:
            first = _after_contrast(sentence, found[number - 1], credit)
        result.append(
            Credit(
                credit.word, first, stop, credit.stance, credit.sense, credit.source, credit.around
            )
        )
    return result


def _after_contrast(sentence: Sentence, earlier: Credit, credit: Credit) -> int:
    """Return where the credit of a source behind begins, if "but" parts it from another's."""
    if credit.source is None or earlier.around or earlier.source is None:
        return credit.first
    for index in range(credit.source[0] - 1, earlier.word, -1):
        if sentence.word(index) in ("but", "while", "although") or sentence.tag(index) == ";":
            return index
    return credit.first


def _turn(sentence: Sentence, credit: Credit) -> int | None:
    """Return where a contrast leads in *credit* with a source of its own, or None."""
    if credit.source is None or credit.sense == "hedge":
        return None
    begin = credit.source[0] - 1
    if sentence.word(begin) == "that":
        return None
    before = begin if sentence.word(begin) in _CONTRAST or sentence.tag(begin) == ";" else None
    if before is None or before <= sentence.first:
        return None
    return before
