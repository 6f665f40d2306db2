"""Bytes to text that is safe to keep: decoded, without controls that hide or reorder it."""

from __future__ import annotations

import re
from typing import Any

from charset_normalizer import from_bytes

from geo.errors import ReadError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an office document",
}
# Controls but tab and line breaks; marks that reorder or hide text; lone surrogates. The
# zero-width joiner and non-joiner stay: Persian and Hindi spelling needs them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff]"
)
_BINARY_SHARE = 0.02


def decode(data: bytes, where: str) -> str:
    """Return the text that *data* holds, in whatever encoding.

    Raises
    ------
    ReadError
        If *data* is not text.
    """
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise ReadError(where, f"is {kind}, not text", "save the article as text or HTML")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace")
    controls = sum(data.count(byte) for byte in (0, 1, 2, 3, 4, 5, 6, 7, 14, 15, 16))
    if controls > _BINARY_SHARE * len(data) and not _looks_like_utf_16(data):
        raise ReadError(where, "is binary data, not text", "save the article as text or HTML")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data, where)


def clean(text: str, *, keep_length: bool = False) -> str:
    """Return *text* without characters that control, hide or reorder it.

    With *keep_length* each becomes a space, so that offsets into the text as it
    was given still fit; otherwise they go, and every line end becomes a line feed.
    """
    if keep_length:
        return _UNWANTED.sub(" ", text)
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_all(value: Any) -> Any:
    """Return *value*, as JSON gives it, with every text in it cleaned at its length."""
    if isinstance(value, str):
        return clean(value, keep_length=True)
    if isinstance(value, list):
        return [clean_all(item) for item in value]
    if isinstance(value, dict):
        return {key: clean_all(item) for key, item in value.items()}
    return value


def _looks_like_utf_16(data: bytes) -> bool:
    half = len(data) // 2
    return half > 0 and max(data[::2].count(0), data[1::2].count(0)) > half * 0.4


def _guess(data: bytes, where: str) -> str:
    best = from_bytes(data).best()
    if best is None:
        raise ReadError(where, "is in no encoding we know", "save it as UTF-8")
    return str(best)
