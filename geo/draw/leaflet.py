"""Leaflet as the package XStatic-Leaflet ships it, made fit for a page without a network."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from geo.draw.bundle import strip
from geo.errors import MapError

SHA256 = {
    "leaflet.js": "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
    "leaflet.css": "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
    "images/layers.png": "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    "images/layers-2x.png": "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    "images/marker-icon.png": "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
    "images/marker-shadow.png": "264f5c640339f042dd729062cfc04c17f8ea0f29882b538e3848ed8f10edb4da",
}
"""The files that are used, of Leaflet 1.9.3: the same bytes as in its own release."""

_CSS_URL = re.compile(r"url\((images/[\w.-]+)\)")
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=.*$")


@cache
def leaflet_script() -> str:
    """Return Leaflet with its licence notice, and its marker pictures as data."""
    source = _SOURCE_MAP.sub("\n", _read("leaflet.js").decode())
    icons = (
        'L.Icon.Default.imagePath=" ";'  # a blank stops the look for a style sheet of its own
        f'L.Icon.Default.mergeOptions({{iconUrl:"{_data_uri("images/marker-icon.png")}",'
        f'iconRetinaUrl:null,shadowUrl:"{_data_uri("images/marker-shadow.png")}"}});'
        "L.Icon.Default.prototype._getIconUrl=function(n){return this.options[n+'Url']};\n"
    )
    return source + icons


@cache
def leaflet_notice() -> str:
    """Return whose Leaflet is, and by which licence, as a comment."""
    source = _read("leaflet.js").decode()
    return source[: source.index("*/") + len("*/")] + "\n"


@cache
def leaflet_style() -> str:
    """Return Leaflet's style sheet with its pictures as data."""

    def inline(match: re.Match[str]) -> str:
        name = match[1]
        return f"url({_data_uri(name)})" if name in SHA256 else "none"

    return strip(_CSS_URL.sub(inline, _read("leaflet.css").decode()))


def _data_uri(name: str) -> str:
    return f"data:image/png;base64,{b64encode(_read(name)).decode()}"


def _read(name: str) -> bytes:
    from xstatic.pkg import leaflet  # noqa: PLC0415 - only a map needs it

    data = (Path(leaflet.BASE_DIR) / name).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256[name]:
        raise MapError(
            f"XStatic-Leaflet's {name}",
            f"has the SHA-256 {found}, not {SHA256[name]}",
            "install XStatic-Leaflet 1.9.3.0",
        )
    return data
