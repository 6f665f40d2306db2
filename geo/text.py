"""Spans of a text: words, sentences, paragraphs; and names made comparable.

Everything here is a pure function of its argument. Offsets are half-open
code-point offsets into the text as given; nothing is stripped or replaced.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from anyascii import anyascii

from geo.model import Quote, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

WORD = re.compile(r"\w+(?:['’ʼ`\-‐‑]\w+)*", re.UNICODE)
"""One word: letters and digits, joined by inner apostrophes and hyphens."""

_ABBREVIATIONS = frozenset(
    """
    adm al apr asst aug ave brig capt cmdr co col corp cpl dec dept dist dr e.g est etc feb fig fr
    ft gen gov hon i.e inc jan jr jul jun lt ltd maj mar messrs mr mrs ms mt no nov oct pres prof
    pvt rep rev sen sept sgt sr st supt u.k u.n u.s vs
    """.split()
)
_END = re.compile(r"[.!?…。！？؟۔։]+[\"'”’»)\]]*(?=\s+(?P<next>\S)|$)")
_CAPTION = re.compile(r"\b(?:image|media) (?:copyright|source|caption)\b:?", re.IGNORECASE)
"""What saved pages leave of a picture between the sentences."""
_CAPTIONING = ("image ", "media ")
"""Texts without these words have no captions."""
_BREAK = re.compile(r"[\r\n]\s*")
_LAST_WORD = re.compile(r"[\w.]+$")
_WRAPPED_SHARE = 0.7
_LONGEST = 2000
"""Characters of a sentence."""
_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_HEAD = re.compile(r"[ \t>*_#(\[\"“-]*\Z")
_HEAD_END = re.compile(r"[*_)\]]*(?:[ \t]*[:—–]|\.(?=\s|$)|[ \t]-\s|[ \t]*(?:\n|$))")
_DATELINE = re.compile(
    r"[ \t(*_]*[A-ZÀ-Þ][^\n.;:!?]{1,60}?(?:,[^\n.;:!?]{1,40}?){0,3}[,.(]?[ \t]*\Z"
)
_DATELINE_END = re.compile(r"[*_)\]]*(?:[ \t]*\([^)\n]{2,40}\))?" + _HEAD_END.pattern)
_DATELINE_REACH = 400
_REMEMBERED = 1 << 17


class Memory(dict[str, T]):
    """What *tell* says of each word, made out when the word is first met.

    A dictionary answers several times as fast as a cached function, which counts for what is asked
    of every word of every text.
    """

    def __init__(self, tell: Callable[[str], T]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, word: str) -> T:
        """Return what is told of a *word* that is new."""
        told = self[word] = self._tell(word)
        return told

    def of(self, words: Iterable[str]) -> Iterator[T]:
        """Return what is told of each of *words*; all is forgotten when it has become too much."""
        if len(self) >= _REMEMBERED:
            self.clear()
        return map(self.__getitem__, words)


LOWERED = Memory(str.lower)
"""Each word in lower case."""


class Splitter:
    """A pattern to split texts by: where a text is ASCII, classes of letters cost half as much."""

    def __init__(self, pattern: str) -> None:
        self._any, self._ascii = re.compile(pattern), re.compile(pattern, re.ASCII)

    def split(self, text: str) -> list[str]:
        """Return the pieces of *text*: what stands between matches, and the groups of each."""
        return (self._ascii if text.isascii() else self._any).split(text)


_PLAIN_WORD = Splitter(r"([^\W_]+)")


class _Plain(dict[int, str]):
    """What each letter becomes in a normalized name, made out when it is first met."""

    def __missing__(self, letter: int) -> str:
        latin = anyascii(chr(letter)).lower()
        plain = "".join(char if char.isalnum() else " " for char in _APOSTROPHE.sub("", latin))
        self[letter] = plain
        return plain


_APOSTROPHE = re.compile("['’ʼ`]")
_PLAIN = _Plain()
_PLAIN_ASCII = bytes(
    ord(chr(code).lower()) if chr(code).isascii() and chr(code).isalnum() else 32
    for code in range(256)
)


@lru_cache(maxsize=65536)
def normalize_name(name: str) -> str:
    """Return the key under which spellings of one name meet.

    Case, diacritics, script, apostrophes and hyphens do not count:
    "Xudafərin" and "Khudaferin" stay apart (that is a matter of alternate
    names), "Gəncə" and "GƏNCƏ" meet, so do "Al-Bab" and "al Bab".

    Examples
    --------
    >>> normalize_name("Сєвєродонецьк"), normalize_name("N’Djamena")
    ('sievierodonetsk', 'ndjamena')
    """
    if name.isascii():
        return b" ".join(name.encode().translate(_PLAIN_ASCII, b"'`").split()).decode()
    return " ".join(unicodedata.normalize("NFC", name).translate(_PLAIN).split())


def identifier(content: str) -> str:
    """Return a short name for *content*: the first 16 digits of its SHA-256."""
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def words(text: str) -> list[Span]:
    """Return the spans of the words of *text*."""
    return [Span(*match.span()) for match in WORD.finditer(text)]


@lru_cache(maxsize=4)
def split_words(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return what stands between the words of *text* and the words, by turns, and where each stops.

    Words are letters and digits only: "Baghdad's" is two. The first and the last piece stand
    before and after all words and may be empty.

    Examples
    --------
    >>> split_words("Go, now")
    (('', 'Go', ', ', 'now', ''), (0, 2, 4, 7, 7))
    """
    pieces = _PLAIN_WORD.split(text)
    return tuple(pieces), tuple(accumulate(map(len, pieces)))


@lru_cache(maxsize=4)
def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of the paragraphs of *text*, without the white space around them.

    A blank line ends a paragraph. A single line break does where the line before
    ends a sentence or stops well short of the width that lines are wrapped at.
    """
    width = max((len(line) for line in text.splitlines()), default=0)
    found, start = [], 0
    for match in _BREAK.finditer(text):
        if _breaks(text, start, match, width):
            found.append(_trim(text, start, match.start()))
            start = match.end()
    found.append(_trim(text, start, len(text)))
    return tuple([span for span in found if span.start < span.stop])


def paragraph_start(text: str, offset: int) -> int:
    """Return where the paragraph of *offset* starts, as blank lines part them."""
    return max((match.end() for match in _BLANK.finditer(text, 0, offset)), default=0)


def heads_paragraph(text: str, start: int, stop: int) -> bool:
    """Tell whether the words from *start* to *stop* head a paragraph: "3 May 1995. We left."."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return _HEAD.match(line) is not None and _HEAD_END.match(text, stop) is not None


def is_in_dateline(text: str, start: int, stop: int) -> bool:
    """Tell whether the words from *start* to *stop* end a dateline: "OMAGH, 16 May 1998. A ..."."""
    if start > _DATELINE_REACH:
        return False
    place = text[text.rfind("\n", 0, start) + 1 : start].lstrip()
    if not _DATELINE.fullmatch(place):
        return False
    names = re.findall(r"[^\W\d_]{3,}", place)  # not "de", "el"
    return all(name[0].isupper() for name in names) and bool(_DATELINE_END.match(text, stop))


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of *text*, in order and disjoint.

    A full stop after an initial or a common abbreviation, or before a lower-case
    word, does not end a sentence; a paragraph always does. What goes on for more than
    2,000 characters without an end is cut between words: nobody wrote it as one sentence, and
    the time to read a sentence grows faster than its length.
    """
    found: list[Span] = []
    lower = text.lower()
    captioned = any(word in lower for word in _CAPTIONING)
    for paragraph in paragraphs(text):
        start = paragraph.start
        for stop in _ends_in(text, paragraph, captioned=captioned):
            found += _cut(text, start, stop)
            start = stop
        found += _cut(text, start, paragraph.stop)
    return tuple([span for span in found if span.start < span.stop])


def _ends_in(text: str, paragraph: Span, *, captioned: bool) -> list[int]:
    """Return where the sentences of *paragraph* end, but for the last."""
    ends = [
        match.end()
        for match in _END.finditer(text, paragraph.start, paragraph.stop)
        if _ends_sentence(text, match)
    ]
    if not captioned:
        return ends
    captions = _CAPTION.finditer(text, paragraph.start, paragraph.stop)
    return sorted({*ends, *(end for match in captions for end in match.span())})


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    while stop - start > _LONGEST:
        half, limit = start + _LONGEST // 2, start + _LONGEST
        ends = (text.rfind(mark, half, limit) + 1 for mark in (";", ",", " "))
        end = next(filter(None, ends), limit)
        yield _trim(text, start, end)
        start = end
    yield _trim(text, start, stop)


def quote_of(text: str, span: Span, *, context: int = 160) -> Quote:
    """Return the words of *span* with at most *context* characters of what stands around them.

    The context ends at whole words and runs over line breaks.
    """
    before = text[max(0, span.start - context) : span.start]
    after = text[span.stop : span.stop + context]
    if span.start > context:
        before = before.partition(" ")[2] or before
    if span.stop + context < len(text):
        after = after.rpartition(" ")[0] or after
    return Quote(span.start, span.stop, text[span.start : span.stop], before, after)


def _breaks(text: str, start: int, match: re.Match[str], width: int) -> bool:
    if match.group().count("\n") > 1 or not text[start : match.start()].strip():
        return True
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    line_start = text.rfind("\n", 0, match.start()) + 1
    line_start = max(line_start, text.rfind("\r", line_start, match.start()) + 1)
    line = text[line_start : match.start()].rstrip()
    ends = line.endswith((".", "!", "?", "…", '"', "”", "’", "»", ":", ")", "؟", "։"))
    return ends or len(line) < _WRAPPED_SHARE * width or not following.isalnum()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = match["next"] or ""
    if following.islower():
        return False
    if match.group()[0] != "." or len(match.group().rstrip("\"'”’»)]")) > 1:
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    word = before.group() if before else ""
    initial = len(word) == 1 and word.isupper()
    return not (initial or word.lower() in _ABBREVIATIONS) or not following


def _trim(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def counted(count: int, noun: str) -> str:
    """Return a count with its noun, which takes an s where it is not one.

    >>> counted(1, "row"), counted(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
