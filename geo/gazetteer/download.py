"""Fetch files of GeoNames with pooch: whole or not at all, and not twice a day."""

from __future__ import annotations

import time
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.atomic import replacing
from geo.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Progress = Callable[[str, int, int], None]

GEONAMES = "https://download.geonames.org/export/dump"
TIMEOUT_S = 30.0
_FRESH_S = 86_400.0
"""GeoNames makes its files anew once a day."""


def is_url(source: str) -> bool:
    """Tell whether *source* is an address rather than a file."""
    return urlsplit(source).scheme in ("http", "https")


def fetch(url: str, folder: Path, *, progress: Progress, timeout_s: float = TIMEOUT_S) -> Path:
    """Return the file at *url*, kept in *folder*; one that was fetched today is not asked for.

    Raises
    ------
    ReadError
        If the server does not answer in time, refuses, or sends no whole file.
    """
    from pooch import HTTPDownloader  # noqa: PLC0415 - only who downloads waits for it

    target = folder / urlsplit(url).path.rpartition("/")[2]
    if not target.name:
        raise ReadError(url, "names no file", "end it with the name of a .zip or .txt file")
    if target.exists() and time.time() - target.stat().st_mtime < _FRESH_S:
        return target
    with replacing(target) as new:
        try:
            bar = _Bar(target.name, progress)
            HTTPDownloader(progressbar=bar, timeout=timeout_s)(url, str(new), None)
        except OSError as error:
            hint = "try again; what has been fetched is kept"
            raise ReadError(url, f"can't be fetched ({error})", hint) from error
        if target.suffix == ".zip" and not zipfile.is_zipfile(new):
            raise ReadError(url, "sent no whole zip file", "try again")
    return target


class _Bar:
    """A progress bar as pooch wants it."""

    def __init__(self, name: str, progress: Progress) -> None:
        self.total = 0
        self._name, self._progress = name, progress
        self._done = 0

    def update(self, count: int) -> None:
        self._done += count
        self._progress(self._name, min(self._done, self.total), max(self.total, 1))

    def reset(self) -> None:
        self._done = 0

    def close(self) -> None:
        """Nothing is left to close."""
