"""Find what stands between quotation marks: across sentences, nested, opened anew by paragraphs."""

from __future__ import annotations

import re

from geo.model import Span
from geo.text import paragraphs

_DOUBLE = re.compile(r"[\"“”„«»]")
_OPENS, _CLOSES = frozenset("“„«"), frozenset("”»")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘'\n]{12,400}?[\w.,!?])[’'](?!\w)")


def quotations(text: str) -> tuple[Span, ...]:
    """Return the quoted stretches of *text*, without their marks, in order and disjoint.

    A quotation that a paragraph leaves open goes on where the next paragraph opens with a mark,
    as printers do, and ends with its paragraph otherwise. A mark within a quotation of another
    shape does not end it.

    Examples
    --------
    >>> text = 'He said: "We fled." She did not.'
    >>> [text[span.start : span.stop] for span in quotations(text)]
    ['We fled.']
    """
    found: list[Span] = []
    if _DOUBLE.search(text):
        for paragraph in paragraphs(text):
            found.extend(_in_paragraph(text, paragraph))
    if "‘" in text or "'" in text:
        singles = (Span(match.start() + 1, match.end() - 1) for match in _SINGLE.finditer(text))
        found.extend(span for span in singles if not any(span.overlaps(other) for other in found))
        found.sort(key=lambda span: span.start)
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span) -> list[Span]:
    found, opened = [], None
    for match in _DOUBLE.finditer(text, paragraph.start, paragraph.stop):
        if opened is None:
            if not _closes_only(text, match):
                opened = match
        elif _ends(text, opened, match):
            found.append(Span(opened.end(), match.start()))
            opened = None
    if opened is not None:
        found.append(Span(opened.end(), paragraph.stop))
    return [span for span in found if span.start < span.stop]


def _closes_only(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mark that nothing opened is a stray closing one."""
    return match.group() in _CLOSES and text[match.end() : match.end() + 1] in ("", " ", ".", ",")


def _ends(text: str, opened: re.Match[str], match: re.Match[str]) -> bool:
    mark = match.group()
    if opened.group() == '"':
        before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
        return mark == '"' and not (before.isspace() and after.isalnum())
    return mark in _CLOSES or (mark == '"' and opened.group() != "«")


def is_fragment(text: str, span: Span) -> bool:
    """Tell whether a quotation is only some words of a sentence: a name, a disowned term."""
    quoted = text[span.start : span.stop]
    return quoted.count(" ") < _SENTENCE_WORDS and not quoted.rstrip().endswith((".", "!", "?"))


_SENTENCE_WORDS = 5
