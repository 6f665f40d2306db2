"""Find the longest stretches of a text that equal a name, walking its words once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.keys import APOSTROPHES, MARKS, SPACELESS, fold_unspelled, is_unspelled, make_key
from geo.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import marisa_trie

_MARKED = f"(?:[^\\W_]|[{MARKS}\u0900-\u0dff])"
_MARK = re.compile(f"[{MARKS}\u0900-\u0dff]")
_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_MARKED_WORD = re.compile(f"{_MARKED}+(?:[{APOSTROPHES}]{_MARKED}+)*")
"""A word of a text with combining marks; matching it takes longer."""
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
_REMEMBERED = 1 << 17
_SINGLE, _OPENS = 1, 2
_CODE = 3
"""Letters of the codes that texts wholly in capitals can't tell from words."""
_LONGEST_SPACELESS = 24


class Known(NamedTuple):
    """What is known of a word, wherever it stands."""

    key: str
    flags: int
    """Whether its key is a name, and whether it opens longer ones."""
    bare: int
    """Its letters without a possessive ending."""


class Word(NamedTuple):
    """A word of the text."""

    start: int
    stop: int
    key: str
    flags: int
    bare: int
    """Where it stops without a possessive ending; `stop` if it has none."""


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
        self._known: dict[str, Known] = {}

    def scan(self, text: str) -> list[Span]:
        """Return the longest stretches of *text* that equal a name, in order, disjoint."""
        word = _MARKED_WORD if _MARK.search(text) else _WORD
        walk = _Walk(text, list(word.finditer(text)), self)
        found, past = [], 0
        for index, known in enumerate(walk.known):
            if index < past or not known.flags:
                continue
            count, stop = self._longest(walk, index)
            if count:
                found.append(Span(walk.matches[index].start(), stop))
                past = index + count
        if is_unspelled(text):
            found.extend(self._scan_spaceless(text))
            found.sort(key=lambda span: span.start)
        return found

    def know(self, raw: str) -> Known:
        """Return what is known of a word of the text."""
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        key = make_key(raw)
        possessive = _POSSESSIVE.search(raw)
        bare = possessive.start() if possessive else len(raw)
        flags = 0
        if key and _may_open(raw):
            flags |= _SINGLE * self._is_name(raw, bare)
            longer = self._trie.iterkeys(_shortened(key) + " ")
            flags |= _OPENS * (next(longer, None) is not None)
        self._known[raw] = known = Known(key, flags, bare)
        return known

    def lookup(self, raw: str) -> Known:
        """Return what is known of a word, from memory where it is there."""
        return self._known.get(raw) or self.know(raw)

    def _is_name(self, raw: str, bare: int) -> bool:
        words = (raw, raw[:bare]) if bare < len(raw) else (raw,)
        return any(
            (key := make_key(word)) in self._trie and (word.isupper() or key not in self._codes)
            for word in words
        )

    def _longest(self, walk: _Walk, index: int) -> tuple[int, int]:
        """Return how many words from *index* on make a name, and where it stops; (0, 0) if none."""
        first = walk.word(index)
        if first.flags & _OPENS and (run := self._run(walk, index)):
            return run
        if first.flags & _SINGLE and not first.key.isdigit() and not walk.is_lower(index):
            if walk.is_upper and len(first.key) <= _CODE and first.key in self._codes:
                return 0, 0
            whole = first.key in self._trie
            return 1, _with_final_dot(walk.text, first.start, first.stop if whole else first.bare)
        return 0, 0

    def _run(self, walk: _Walk, index: int) -> tuple[int, int] | None:
        pair = walk.joined(index, 2)
        if len(pair) == 1 or (walk.is_lower(index) and walk.is_lower(index + 1)):
            return None
        if not self._opens_name(pair):
            return None
        words = walk.joined(index, _LONGEST)
        keys = [_shortened(word.key) for word in words]
        names = set(self._trie.prefixes(" ".join(keys)))
        for count in range(len(words), 1, -1):
            last = words[count - 1]
            if " ".join(keys[:count]) in names:
                return count, _with_final_dot(walk.text, words[0].start, last.stop)
            if last.bare < last.stop:
                bare = make_key(walk.text[last.start : last.bare])
                if " ".join([*keys[: count - 1], bare]) in self._trie:
                    return count, last.bare
        return None

    def _opens_name(self, pair: list[Word]) -> bool:
        first, second = pair
        letters = second.key if second.bare == second.stop else second.key[:-1]
        start = f"{_shortened(first.key)} {_shortened(letters)}"
        return next(self._trie.iterkeys(start), None) is not None

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
    """A text and its words, those that matter looked at when they are needed."""

    def __init__(self, text: str, matches: list[re.Match[str]], scanner: Scanner) -> None:
        self.text = text
        self.matches = matches
        lookup = scanner.lookup
        self.known = [lookup(match.group()) for match in matches]
        self.is_upper = text.isupper()

    def word(self, index: int) -> Word:
        start, stop = self.matches[index].span()
        key, flags, bare = self.known[index]
        return Word(start, stop, key, flags, start + bare)

    def is_lower(self, index: int) -> bool:
        return self.text[self.matches[index].start()].islower()

    def joined(self, index: int, most: int) -> list[Word]:
        """Return the words from *index* on that only spaces, hyphens or dots of initials part."""
        words = [self.word(index)]
        for following in range(index + 1, min(index + most, len(self.matches))):
            last, start = words[-1], self.matches[following].start()
            gap = self.text[last.stop : start]
            if gap != " " and not _joins(gap, last.stop - last.start):
                break
            words.append(self.word(following))
        return words


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
