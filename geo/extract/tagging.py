"""Tag the words of a text with one letter each, so that grammar can be read off a string.

Tables and word endings decide; nothing is learned, and capitals are a hint, not a need, so that
texts all in upper case are read too.

====  ==========================================  ====  ======================================
tag   words                                       tag   words
====  ==========================================  ====  ======================================
D     determiners, possessives ("the", "his")     P     prepositions
O     pronouns ("he", "they")                     T     "to"
N     nouns, adjectives, anything unknown         C     "and", "or", "but", "nor"
K     names: capitalized words, known places      S     subordinators, relatives ("that", "who")
M     numbers, in digits or words                 B     both P and S ("after", "before", "as")
V     verbs: past forms, and a table of others    X     auxiliaries ("was", "has")
G     words in "-ing"                             L     modals ("would", "could")
R     adverbs, dates                              A     negations ("not", "never")
Z     possessive "'s"                             Q     quotation marks
====  ==========================================  ====  ======================================

Commas, semicolons, colons and dashes stand for themselves, ``(`` and ``)`` for any bracket,
``.`` for any other mark.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import accumulate, compress, count, filterfalse
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from geo.extract.once import once_per_scene
from geo.model import Span, Use
from geo.shipped import shipped
from geo.text import Memory, Splitter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geo.extract.scene import Scene

_TOKEN = Splitter(r"(\w+(?:[-.‐‑'’&](?![sS]\b)\w+)*|['’][sS]\b|[^\w\s\x1c-\x1f])")
_MARKS = {
    **dict.fromkeys('"“”„«»', "Q"),
    **dict.fromkeys("([{", "("),
    **dict.fromkeys(")]}", ")"),
    **dict.fromkeys("–—-", "-"),
    **{mark: mark for mark in ",;:"},
}
_ARABIC = re.compile(r"(?:al|el|as|ad|an|ar|ash|at|az|abd)-[A-Z]")
"""Names that begin with an article in lower case."""
_LOWER, _UPPER = ascii_lowercase.encode(), ascii_uppercase.encode()
_PLAIN = Memory(lambda word: word.lower().replace("’", "'"))
"""Each word in lower case, "don’t" as the tables have it."""
_UPPER_SHARE = 4
_SAMPLE = 4000
_APOSTROPHES = frozenset("'’")
_HURT = frozenset(("wounded", "injured"))
_DATED = frozenset("in on at since during by until before from of around about early late".split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text, as columns of one length."""

    starts: tuple[int, ...]
    stops: tuple[int, ...]
    words: tuple[str, ...]
    """In lower case, with straight apostrophes."""
    tags: str
    """One letter each."""
    cased: bool
    """Whether capitals mean anything in this text."""
    vocabulary: frozenset[str]
    """The distinct words."""

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text from token *first* to token *last*, both included."""
        return Span(self.starts[first], self.stops[last])

    def at(self, offset: int) -> int:
        """Return the index of the token that holds *offset*, or of the next one."""
        return bisect_right(self.stops, offset)

    def within(self, span: Span) -> tuple[int, int]:
        """Return the half-open range of the tokens that *span* touches."""
        return bisect_right(self.stops, span.start), bisect_left(self.starts, span.stop)


@once_per_scene
def tokens_of(scene: Scene) -> Tokens:
    """Return the words of *scene*, tagged; its dates are adverbs, its places are names."""
    tokens = tag_words(scene.text)
    tags = list(tokens.tags)
    for time in scene.times:
        first, stop = tokens.within(time.span)
        if time.type in ("DATE", "TIME") and first < stop:
            tags[first:stop] = ["Z" if tag == "Z" else "R" for tag in tags[first:stop]]
            if first and tokens.words[first - 1] in _DATED and tokens.words[first - 1] != "of":
                tags[first - 1] = "R"
    for location in scene.locations:
        toponym = location.toponym
        if location.place is None and toponym.use is Use.LITERAL and not toponym.unlisted:
            continue
        first, stop = tokens.within(location.toponym.span)
        tags[first:stop] = ["Z" if tag == "Z" else "K" for tag in tags[first:stop]]
    return replace(tokens, tags="".join(tags))


@lru_cache(maxsize=4)
def tag_words(text: str) -> Tokens:
    """Return the words and marks of *text*, tagged without knowledge of its dates and places."""
    # Gaps and tokens by turns: where each ends is where the next one begins.
    pieces = _TOKEN.split(text)
    ends = tuple(accumulate(map(len, pieces)))
    raw, cased = pieces[1::2], _is_cased(text)
    words = tuple(_PLAIN.of(raw))
    tags = list((_CASED_TAGS if cased else _PLAIN_TAGS).of(raw))
    if cased:
        _mark_acronyms(raw, tags)
    for index in compress(count(), map(_APOSTROPHES.__contains__, words)):
        if _owns(words, tags, index) and ends[2 * index] == ends[2 * index - 1]:
            tags[index] = "Z"
    for index in _counting_verbs(words, tags):
        tags[index] = "V"
    return Tokens(ends[:-1:2], ends[1::2], words, "".join(tags), cased, frozenset(words))


def _owns(words: Sequence[str], tags: Sequence[str], index: int) -> bool:
    """Tell whether an apostrophe ends a plural that owns what follows: "the rebels' demand"."""
    owner = index > 0 and words[index - 1].endswith("s") and tags[index - 1] in "NK"
    return owner and tags[index + 1 : index + 2] in (["N"], ["G"])


def _counting_verbs(words: Sequence[str], tags: Sequence[str]) -> Iterator[int]:
    """Yield where "wounded" is a verb: before a number or article, as in "wounded 12 people"."""
    for index in compress(count(), map(_HURT.__contains__, words)):
        before, after = tags[max(index - 1, 0)], tags[index + 1 : index + 2]
        if after in (["M"], ["D"]) and before not in "DMX":
            yield index


def _mark_acronyms(raw: list[str], tags: list[str]) -> None:
    """Tag words in capitals as names, where capitals mean anything and no neighbor has them too."""
    for index in compress(count(), map(str.isupper, raw)):
        word = raw[index]
        if tags[index] in "XRVGP" and len(word) > 1:
            beside = raw[max(index - 1, 0)], raw[min(index + 1, len(raw) - 1)]
            if not any(
                other is not word and len(other) > 1 and other.isupper() for other in beside
            ):
                tags[index] = "K"


@cache
def tagged_with(tag: str) -> frozenset[str]:
    """Return the words that the table gives *tag*."""
    return frozenset(word for word, letter in _tags().items() if letter == tag)


@cache
def _tags() -> Mapping[str, str]:
    table = tomllib.loads(shipped("word_tags.toml").read_text(encoding="utf-8"))
    tags = {word: tag for tag, words in table.items() for word in words.split()}
    return tags | _MARKS | {"'s": "Z"}


def _is_cased(text: str) -> bool:
    sample = text[:_SAMPLE]
    ascii_only = sample.encode("ascii", "ignore")
    lower = len(ascii_only) - len(ascii_only.translate(None, _LOWER))
    upper = len(ascii_only) - len(ascii_only.translate(None, _UPPER))
    if len(ascii_only) < len(sample):
        for letter in filterfalse(str.isascii, sample):
            lower += letter.islower()
            upper += letter.isupper()
    return lower * _UPPER_SHARE > upper


def _tag_cased(word: str) -> str:
    """Return the tag of *word*, where capitals mean a name."""
    lower = _PLAIN[word]
    return _tags().get(lower) or (
        "K" if word[0].isupper() or _ARABIC.match(word) else _tag_by_ending(lower)
    )


def _tag_plain(word: str) -> str:
    lower = _PLAIN[word]
    return _tags().get(lower) or _tag_by_ending(lower)


def _tag_by_ending(word: str) -> str:
    if not word[0].isalnum():
        return "."
    if word[0].isdigit():
        return "M"
    for ending, tag in (("ed", "V"), ("ing", "G"), ("ly", "R")):
        if word.endswith(ending):
            return tag
    head, _, tail = word.partition("-")
    return "M" if tail and _tags().get(head) == _tags().get(tail) == "M" else "N"


_CASED_TAGS = Memory(_tag_cased)
_PLAIN_TAGS = Memory(_tag_plain)
