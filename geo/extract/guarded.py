"""Patterns that are searched only where a word that they need stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re


class Guarded(NamedTuple):
    """A pattern that ignores case, and words of which one is in whatever it matches.

    To look for a few words costs a fraction of a search with many alternatives.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...]
    """In lower case."""

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in *text*."""
        lower = text.lower()
        for word in self.words:
            if word in lower:
                return self.pattern.search(text)
        return None
