"""Find the longest stretches of a text that equal a name, walking its words once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.keys import APOSTROPHES, MARKS, SPACELESS, fold_unspelled, is_unspelled, make_key
from geo.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import marisa_trie

_LETTER = rf"(?:[^\W_]|[{MARKS}\u0900-\u0dff])"
_WORD = re.compile(f"{_LETTER}+(?:[{APOSTROPHES}]{_LETTER}+)*")
_JOIN = re.compile(r"(?:[ \t\u00a0]{0,2}(?:[-‐‑–]|\r?\n)?[ \t\u00a0]{0,2}|\.[ \t\u00a0-]{0,2})\Z")
_POSSESSIVE = re.compile(f"[{APOSTROPHES}][sS]$")
_SPACELESS_RUN = re.compile(f"[{SPACELESS}]+")
_LONGEST = 10
"""Words that a name may have."""
_DOTTED = 4
"""Letters that an abbreviation before a full stop within a name may have ("St.", "Capt.")."""
_PARTICLES = frozenset(
    "al el ad as ash at az ar an ul as’ de la le les los las da do du the of van von".split()
)
"""Lower-case words that may open a name whose next word is capitalised ("al-Bab")."""
_REMEMBERED = 1 << 17
_SINGLE, _OPENS = 1, 2


class Word(NamedTuple):
    """A word of the text and its key."""

    start: int
    stop: int
    key: str
    flags: int
    """Whether its key is a name, and whether it opens longer ones."""
    bare: int
    """Where it stops without a possessive ending; `stop` if it has none."""


class Scanner:
    """Walks texts over a trie of keys; remembers what each word opens."""

    def __init__(self, trie: marisa_trie.Trie) -> None:
        self._trie = trie
        self._known: dict[str, tuple[str, int, int]] = {}

    def scan(self, text: str) -> list[Span]:
        """Return the longest stretches of *text* that equal a name, in order, disjoint."""
        words = list(self._words(text))
        found, index = [], 0
        while index < len(words):
            if not words[index].flags:
                index += 1
                continue
            count, stop = self._longest(text, words, index)
            if count:
                found.append(Span(words[index].start, stop))
            index += count or 1
        found.extend(self._scan_spaceless(text))
        return sorted(found, key=lambda span: span.start) if is_unspelled(text) else found

    def _words(self, text: str) -> Iterator[Word]:
        known = self._known
        for match in _WORD.finditer(text):
            raw = match.group()
            entry = known.get(raw) or self._learn(raw)
            start = match.start()
            yield Word(start, match.end(), entry[0], entry[1], start + entry[2])

    def _learn(self, raw: str) -> tuple[str, int, int]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        key = make_key(raw)
        possessive = _POSSESSIVE.search(raw)
        bare = possessive.start() if possessive else len(raw)
        flags = 0
        if key and (_may_open(raw)):
            names = (key, make_key(raw[:bare]))
            flags |= _SINGLE * any(name in self._trie for name in names)
            longer = next(self._trie.iterkeys(_shortened(key) + " "), None)
            flags |= _OPENS * (longer is not None)
        self._known[raw] = (key, flags, bare)
        return self._known[raw]

    def _longest(self, text: str, words: list[Word], index: int) -> tuple[int, int]:
        """Return how many words from *index* on make a name, and where it stops; (0, 0) if none."""
        first = words[index]
        if first.flags & _OPENS and (run := self._run(text, words, index)):
            return run
        if first.flags & _SINGLE and not first.key.isdigit() and not text[first.start].islower():
            whole = first.key in self._trie
            return 1, _with_final_dot(text, first.start, first.stop if whole else first.bare)
        return 0, 0

    def _run(self, text: str, words: list[Word], index: int) -> tuple[int, int] | None:
        following = _joined(text, words, index)
        if following == 1 or not _opens_here(text, words, index):
            return None
        keys = [_shortened(word.key) for word in words[index : index + following]]
        stops = _word_stops(keys)
        lengths = {len(name) for name in self._trie.prefixes(" ".join(keys))}
        for count in range(following, 1, -1):
            last = words[index + count - 1]
            if stops[count - 1] in lengths:
                return count, _with_final_dot(text, words[index].start, last.stop)
            if last.bare < last.stop:
                bare = make_key(text[last.start : last.bare])
                if " ".join([*keys[: count - 1], bare]) in self._trie:
                    return count, last.bare
        return None

    def _scan_spaceless(self, text: str) -> Iterator[Span]:
        for match in _SPACELESS_RUN.finditer(text):
            start = match.start()
            while start < match.end():
                found = self._trie.prefixes(fold_unspelled(text[start : match.end()]))
                length = max(map(len, found), default=0)
                if length > 1:
                    yield Span(start, start + length)
                start += max(length, 1)


def _may_open(raw: str) -> bool:
    if _SPACELESS_RUN.match(raw):
        return False
    return not raw[0].islower() or raw.lower() in _PARTICLES or any(map(str.isupper, raw))


def _opens_here(text: str, words: list[Word], index: int) -> bool:
    """Tell whether a name may begin here: not in lower case, save "al-Bab"."""
    if not text[words[index].start].islower():
        return True
    return not text[words[index + 1].start].islower()


def _joined(text: str, words: list[Word], index: int) -> int:
    """Count the words from *index* on that only spaces, hyphens or dots of initials part."""
    count = 1
    while count < _LONGEST and index + count < len(words):
        last, word = words[index + count - 1], words[index + count]
        gap = text[last.stop : word.start]
        if gap != " " and (
            not _JOIN.match(gap) or ("." in gap and last.stop - last.start > _DOTTED)
        ):
            break
        count += 1
    return count


def _word_stops(keys: list[str]) -> list[int]:
    stops, total = [], -1
    for key in keys:
        total += len(key) + 1
        stops.append(total)
    return stops


def _shortened(key: str) -> str:
    return {"saint": "st", "fort": "ft", "mount": "mt"}.get(key, key)


def _with_final_dot(text: str, start: int, stop: int) -> int:
    """Take in the last full stop of dotted initials ("U.S.")."""
    dotted = stop - start > 1 and text[stop - 2] == "." and text[stop : stop + 1] == "."
    return stop + 1 if dotted else stop
