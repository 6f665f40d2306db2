"""The text of a page: its parts in order, its scripts deflated, and the policy that names them.

Leaflet and our own scripts are a third of a small map. They stand in it deflated; a few lines
inflate them and put them into the page, then the page's own script. The policy lets a script
run by its hash, so what is put in must be what we wrote. In a large map they stand as they are,
to start sooner, and in an online one, to keep their order among what is loaded.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geo.draw.bundle import strip, web_file
from geo.draw.leaflet import leaflet_notice, leaflet_script, leaflet_style
from geo.draw.pack import deflate, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGE = 1_000_000
"""Letters of data from which on scripts stand as they are: inflating them waits for the parser."""

_DOCUMENT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
{head}
</head>
<body>
{body}
{scripts}
{late}
</body>
</html>
"""


@dataclass
class Parts:
    """What a page is made of, as markup, and as the text of scripts."""

    title: str
    head: str
    body: str
    scripts: list[str]
    """Our scripts, which stand after Leaflet."""
    own: str
    """The script of the page: what folium writes for its map and layers."""
    late: str
    """Data that the page can start without."""
    loads: list[str] = field(default_factory=list)
    """Elements that load scripts and styles from the network, for an online page."""
    urls: list[str] = field(default_factory=list)
    """What an online page loads: the hosts are let in."""


def document(parts: Parts, *, online: bool) -> str:
    """Return the text of the page."""
    ours = [leaflet_script(), *parts.scripts]
    if online or len(parts.late) > _LARGE:
        elements = [_element(ours[0]), *parts.loads, *map(_element, (*ours[1:], parts.own))]
        allowed = [*ours, parts.own]
    else:
        boot = leaflet_notice() + strip(web_file("boot.js"))
        packed = deflate(to_json(ours).encode())
        elements = [_data("geo-scripts", packed), _data("geo-page", parts.own), _element(boot)]
        allowed = [*ours, parts.own, boot]
    return _DOCUMENT.format(
        policy=content_policy(allowed, parts.urls),
        title=escape(parts.title),
        style=leaflet_style(),
        head=parts.head,
        body=parts.body,
        scripts="\n".join(elements),
        late=parts.late,
    )


def _element(script: str) -> str:
    return f"<script>{script}</script>"


def _data(identity: str, text: str) -> str:
    return f'<script type="text/plain" id="{identity}">{text}</script>'


def content_policy(scripts: Iterable[str], urls: Iterable[str] = ()) -> str:
    """Return the Content-Security-Policy that lets *scripts* run, and nothing else.

    Parameters
    ----------
    scripts : iterable of str
        The text of every script element.
    urls : iterable of str
        Of an online map, what it loads: their hosts are let in.
    """
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in scripts)
    hosts = sorted({host for url in urls if (host := _host(url))})
    more = "".join(f" {host}" for host in hosts)
    return (
        f"default-src 'none'; script-src {hashes}{more}; style-src 'unsafe-inline'{more}; "
        f"img-src data: blob:{more}; font-src data:{more}; worker-src blob:; "
        f"{f'connect-src{more}; ' if more else ''}base-uri 'none'; form-action 'none'"
    )


def _sha256(script: str) -> str:
    return b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _host(url: str) -> str | None:
    host = urlsplit(url if "://" in url else f"https:{url}").netloc.replace("{s}", "*")
    return f"https://{host}" if re.fullmatch(r"[\w.*:-]+", host) else None
