"""Find the longest stretches of a text that equal a name, walking its words once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, compress, islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.keys import APOSTROPHES, MARKS, SPACELESS, fold_unspelled, is_unspelled, make_key
from geo.model import Span
from geo.text import Memory, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import marisa_trie

_MARKED = f"(?:[^\\W_]|[{MARKS}\u0900-\u0dff])"
_MARK = re.compile(f"[{MARKS}\u0900-\u0dff]")
_MARKED_WORD = re.compile(f"({_MARKED}+(?:[{APOSTROPHES}]{_MARKED}+)*)")
"""A word of a text with combining marks."""
_APOSTROPHE = frozenset(APOSTROPHES)
_JOIN = re.compile(r"(?:[ \t\u00a0]{0,2}(?:[-‐‑–]|\r?\n)?[ \t\u00a0]{0,2}|\.[ \t\u00a0-]{0,2})\Z")
_POSSESSIVE = re.compile(f"[{APOSTROPHES}][sS]$")
_SPACELESS_RUN = re.compile(f"[{SPACELESS}]+")
_LONGEST = 10
"""Words that a name may have."""
_DOTTED = 4
"""Letters that an abbreviation before a full stop within a name may have ("St.", "Capt.")."""
_PARTICLES = frozenset(
    "al el ad as ash at az ar an ul de la le les los las da do du the of van von".split()
)
"""Lower-case words that may open a name whose next word is capitalised ("al-Bab")."""
_HELD = 512
"""Names that a word opens, up to which their second words are remembered with it."""
_CODE = 3
"""Letters of the codes that texts wholly in capitals can't tell from words."""
_LONGEST_SPACELESS = 24
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Known:
    """What is known of a word, wherever it stands."""

    key: str
    """As it stands within a longer name: "st" for "Saint"."""
    bare_key: str
    """The key without a possessive ending; empty if it has none."""
    letters: int
    bare: int
    """Its letters without a possessive ending."""
    is_lower: bool
    is_code: bool
    """It may be a code, which texts wholly in capitals can't tell from a word."""
    alone: int
    """Its letters that are a name by themselves; 0 if none are."""
    seconds: frozenset[str] | None
    """Second words of the names that it opens; None if they are too many to hold."""
    longest: int
    """Words of the longest of these names."""
    opens: bool
    """It is a name, or names open with it."""


class _Run(NamedTuple):
    """A name of several words: the index past its last one, and where it stops in the text."""

    past: int
    stop: int


class Scanner:
    """Walks texts over a trie of keys; remembers what each word opens.

    Parameters
    ----------
    trie : marisa_trie.Trie
        The keys of all names.
    codes : marisa_trie.Trie
        The keys that mean a place only where they stand in capitals ("IN").
    """

    def __init__(self, trie: marisa_trie.Trie, codes: marisa_trie.Trie) -> None:
        self._trie = trie
        self._codes = codes
        self._known = Memory(self.know)

    def scan(self, text: str) -> list[Span]:
        """Return the longest stretches of *text* that equal a name, in order, disjoint."""
        walk = _Walk(text, self)
        found, past = [], 0
        for index, may_open, letters in walk.openings():
            if index < past:
                continue
            start, run = walk.stops[2 * index], may_open and self._run(walk, index)
            if run:
                found.append(Span(start, run.stop))
                past = run.past
            elif letters:
                found.append(Span(start, start + letters))
        if is_unspelled(text):
            found.extend(self._scan_spaceless(text))
            found.sort(key=lambda span: span.start)
        return found

    def know_all(self, words: Sequence[str]) -> list[Known]:
        """Return what is known of each of *words*, from memory where it is there."""
        return list(self._known.of(words))

    def know(self, raw: str) -> Known:
        """Return what is known of a word of the text."""
        key = make_key(raw)
        possessive = _POSSESSIVE.search(raw)
        bare = possessive.start() if possessive else len(raw)
        within = _shortened(key)
        opens = bool(key) and _may_open(raw)
        is_lower = raw[0].islower()
        single = opens and not is_lower and not key.isdigit() and self._is_name(raw, bare)
        alone = (len(raw) if key in self._trie else bare) if single else 0
        seconds, longest = self._opened(within) if opens else (_NONE, 0)
        return Known(
            within,
            make_key(raw[:bare]) if possessive else "",
            len(raw),
            bare,
            is_lower,
            len(key) <= _CODE and key in self._codes,
            alone,
            seconds,
            longest,
            bool(alone) or seconds is not _NONE,
        )

    def _opened(self, key: str) -> tuple[frozenset[str] | None, int]:
        """Return the second words of the names that *key* opens, and the words of the longest."""
        start = len(key) + 1
        names = list(islice(self._trie.iterkeys(key + " "), _HELD + 1))
        if len(names) > _HELD:
            return None, _LONGEST
        longest = max((name.count(" ") for name in names), default=0) + 1
        seconds = frozenset(name[start:].partition(" ")[0] for name in names)
        return seconds or _NONE, min(longest, _LONGEST)

    def _is_name(self, raw: str, bare: int) -> bool:
        words = (raw, raw[:bare]) if bare < len(raw) else (raw,)
        return any(
            (key := make_key(word)) in self._trie and (word.isupper() or key not in self._codes)
            for word in words
        )

    def _run(self, walk: _Walk, index: int) -> _Run | None:
        """Return the longest name of several words from *index* on."""
        last = walk.last_joined(index)
        keys = [known.key for known in walk.known[index:last]]
        names = set(self._trie.prefixes(" ".join(keys))) if len(keys) > 1 else ()
        start = walk.stops[2 * index]
        for count in range(len(keys), 1, -1):
            end = index + count - 1
            if " ".join(keys[:count]) in names:
                stop = _with_final_dot(walk.text, start, walk.stops[2 * end + 1])
                return _Run(end + 1, stop)
            bare_key = walk.known[end].bare_key
            if bare_key and " ".join([*keys[: count - 1], bare_key]) in self._trie:
                return _Run(end + 1, walk.stops[2 * end] + walk.known[end].bare)
        return None

    def _scan_spaceless(self, text: str) -> Iterator[Span]:
        for match in _SPACELESS_RUN.finditer(text):
            start, stop = match.span()
            while start < stop:
                ahead = fold_unspelled(text[start : min(stop, start + _LONGEST_SPACELESS)])
                length = max(map(len, self._trie.prefixes(ahead)), default=0)
                if length > 1:
                    yield Span(start, start + length)
                start += max(length, 1)


class _Walk:
    """A text and its words.

    Attributes
    ----------
    pieces : list of str
        What stands between words, and the words, by turns.
    stops : list of int
        Where each of them stops: the word *n* is ``text[stops[2 * n]:stops[2 * n + 1]]``.
    """

    def __init__(self, text: str, scanner: Scanner) -> None:
        self.text = text
        self.pieces, self.stops = _split(text)
        self.known = scanner.know_all(self.pieces[1::2])
        self.is_upper = text.isupper()

    def openings(self) -> Iterator[tuple[int, bool, int]]:
        """Yield each word that is a name or may open one.

        Its index, whether it may open one, and how many of its letters are a name by themselves.
        """
        none, known, is_upper = _NONE, self.known, self.is_upper
        last = len(known) - 1
        for index in compress(range(last + 1), map(attrgetter("opens"), known)):
            first, second = known[index], known[index + 1] if index < last else None
            seconds = first.seconds
            may_open = (
                seconds is not none
                and second is not None
                and (seconds is None or second.key in seconds or second.bare_key in seconds)
                and not (first.is_lower and second.is_lower)
            )
            letters = 0 if is_upper and first.is_code else first.alone
            if may_open or letters:
                yield index, may_open, letters

    def last_joined(self, index: int) -> int:
        """Return the index after the words from *index* on that may belong to one name."""
        stop = index + 1
        most = min(index + self.known[index].longest, len(self.known))
        while stop < most and self._joined(stop):
            stop += 1
        return stop

    def _joined(self, index: int) -> bool:
        """Tell whether only spaces, a hyphen or the dot of an initial part a word from the last."""
        gap = self.pieces[2 * index]
        return gap == " " or _joins(gap, self.known[index - 1].letters)


def _split(text: str) -> tuple[Sequence[str], Sequence[int]]:
    """Return the pieces of *text*, words joined at inner apostrophes, and where each stops."""
    if _MARK.search(text):
        pieces = _MARKED_WORD.split(text)
        return pieces, list(accumulate(map(len, pieces)))
    plain, ends = split_words(text)
    inner = list(
        compress(range(2, len(plain) - 1, 2), map(_APOSTROPHE.__contains__, plain[2:-1:2]))
    )
    if not inner:
        return plain, ends
    pieces, stops, kept = list(plain), list(ends), [True] * len(plain)
    for index in reversed(inner):
        pieces[index - 1] = "".join(pieces[index - 1 : index + 2])
        stops[index - 1] = stops[index + 1]
        kept[index : index + 2] = False, False
    return list(compress(pieces, kept)), list(compress(stops, kept))


def _joins(gap: str, letters: int) -> bool:
    return _JOIN.match(gap) is not None and ("." not in gap or letters <= _DOTTED)


def _may_open(raw: str) -> bool:
    if _SPACELESS_RUN.match(raw):
        return False
    return not raw[0].islower() or raw.lower() in _PARTICLES or any(map(str.isupper, raw))


def _shortened(key: str) -> str:
    return {"saint": "st", "fort": "ft", "mount": "mt"}.get(key, key)


def _with_final_dot(text: str, start: int, stop: int) -> int:
    """Take in the last full stop of dotted initials ("U.S.")."""
    dotted = stop - start > 1 and text[stop - 2] == "." and text[stop : stop + 1] == "."
    return stop + 1 if dotted else stop
