"""What a long run shows on stderr: its progress, what it left out, and why."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.errors import GeoError
    from geo.model import Reading

_EVERY_S = 0.2
_SHOWN = 20


@dataclass
class Console:
    """Count articles as they are read, and collect what could not be."""

    quiet: bool = False
    left_out: list[GeoError] = field(default_factory=list)
    _articles: int = 0
    _claims: int = 0
    _shown_at: float = 0.0

    def leave_out(self, error: GeoError) -> None:
        """Say at once what was left out and why, and remember it for the exit code."""
        self.left_out.append(error)
        self._clear()
        if len(self.left_out) <= _SHOWN:
            click.echo(f"left out: {printable(str(error))}", err=True)

    def count(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield *readings*, showing how many there were so far."""
        for reading in readings:
            self._articles += 1
            self._claims += len(reading.claims)
            self._show()
            yield reading
        self._clear()

    def stage(self, name: str, done: int, total: int) -> None:
        """Show how far a stage of known length is, as a bar."""
        if self._silent or not self._due(last=done >= total):
            return
        filled = 30 * done // max(total, 1)
        bar = "█" * filled + "·" * (30 - filled)
        click.echo(f"\r\x1b[K{name} {bar} {100 * done // max(total, 1)} %", err=True, nl=False)
        if done >= total:
            click.echo(err=True)

    def say(self, message: str) -> None:
        """Write one line for the person who runs the command."""
        if not self.quiet:
            click.echo(printable(message), err=True)

    def finish(self) -> None:
        """Sum up, and leave with exit code 1 if anything was left out."""
        if not self.left_out:
            return
        count = len(self.left_out)
        more = f" ({count - _SHOWN} of them not shown)" if count > _SHOWN else ""
        click.echo(f"{count} left out{more}; the rest is done", err=True)
        sys.exit(1)

    @property
    def _silent(self) -> bool:
        return self.quiet or not sys.stderr.isatty()

    def _show(self) -> None:
        if not self._silent and self._due():
            line = f"\r\x1b[K{self._articles:,} articles read, {self._claims:,} claims found"
            click.echo(line, err=True, nl=False)

    def _due(self, *, last: bool = False) -> bool:
        now = time.monotonic()
        if not last and now - self._shown_at < _EVERY_S:
            return False
        self._shown_at = now
        return True

    def _clear(self) -> None:
        if not self._silent:
            click.echo("\r\x1b[K", err=True, nl=False)


def printable(text: str) -> str:
    """Return *text* with control characters shown, so that no article drives the terminal."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
