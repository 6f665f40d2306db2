"""The document that holds a map: one file, no network, a policy that lets only our scripts run.

`Page` is folium's figure with another way of rendering. It leaves out what needs the
network, numbers folium's random ids in the order in which they come, puts Leaflet and
our own scripts in, and states the hash of each script in the policy.
"""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from branca.colormap import ColorMap
from branca.element import CssLink, Element, Figure, JavascriptLink

from geo.draw.document import Parts, document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ELEMENT_ID = re.compile(r"_([0-9a-f]{32})")
_REMOTE = re.compile(r"(?:https?:)?//")
_CLOSES_SCRIPT = re.compile(r"<(/script|!--)", re.IGNORECASE)


class Literal(Element):
    """Text that goes into the page as it stands; folium's own elements would compile it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self.text


class Style(Literal):
    """A style sheet."""

    def render(self, **_: Any) -> str:
        """Return the style element."""
        return f"<style>{self.text}</style>"


class Script(Literal):
    """A script of ours; the policy names its hash."""

    def render(self, **_: Any) -> str:
        """Return the script element."""
        return f"<script>{self.text}</script>"


class Late(Literal):
    """Data that a page can start without: it stands after the scripts."""


class Page(Figure):
    """A figure that renders to one file without requests.

    Parameters
    ----------
    title : str
        Title of the document.
    online : bool
        Whether to keep layers that load scripts, styles or pictures from the network.
    """

    def __init__(self, title: str, *, online: bool = False) -> None:
        super().__init__(title=title, height="640px")
        self.header._children.clear()  # noqa: SLF001 - the page states its own encoding
        self.online = online

    def render(self, **kwargs: Any) -> str:
        """Return the document."""
        with _restored(self):
            remote = _remote_elements(self)
            if not self.online:
                _leave_out(remote)
            for child in list(self._children.values()):
                child.render(**kwargs)
            links = _take_links(self.header)
            if not self.online:
                _warn_of(links)
            return self._assemble(links if self.online else [], [url for _, _, url in remote])

    def _assemble(self, links: list[Any], remote: list[str]) -> str:
        above = list(self.header._children.values())  # noqa: SLF001 - folium's own way
        below = list(self.html._children.values())  # noqa: SLF001 - as above
        own = _rendered(self.script._children.values())  # noqa: SLF001 - as above
        markup = [
            _rendered(child for child in above if not isinstance(child, Script)),
            _rendered(child for child in below if not isinstance(child, Late)),
            _CLOSES_SCRIPT.sub(r"<\\\1", own),
            _rendered(child for child in below if isinstance(child, Late)),
        ]
        head, body, own, late = _number_ids(markup)
        scripts = [child.text for child in above if isinstance(child, Script)]
        parts = Parts(self.title or "", head, body, scripts, own, late)
        if self.online:
            parts.loads = [link.render() for link in links]
            parts.urls = [*(link.url for link in links), *remote]
        return document(parts, online=self.online)


def _rendered(elements: Iterable[Any]) -> str:
    return "\n".join(element.render() for element in elements)


def _number_ids(parts: list[str]) -> list[str]:
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"_{numbers.setdefault(match[1], len(numbers) + 1)}"

    return [_ELEMENT_ID.sub(number, part) for part in parts]


def _family(element: Any) -> Iterator[Any]:
    """Yield *element* and all that it holds."""
    yield element
    inner = [getattr(element, name, None) for name in ("header", "html", "script")]
    for child in [*element._children.values(), *inner]:  # noqa: SLF001 - folium's own way
        if isinstance(child, Element):
            yield from _family(child)


@contextmanager
def _restored(page: Page) -> Iterator[None]:
    # Some elements add children to themselves each time they are rendered.
    saved = [(element, element._children.copy()) for element in _family(page)]  # noqa: SLF001
    try:
        yield
    finally:
        for element, children in saved:
            element._children = children  # noqa: SLF001


def _remote_elements(page: Page) -> list[tuple[Any, Any, str]]:
    """Return parent, element and address of what asks for the network."""
    return [
        (parent, child, url)
        for parent in list(_family(page))
        for child in parent._children.values()  # noqa: SLF001
        if (url := _needs(child))
    ]


def _needs(element: Any) -> str | None:
    if isinstance(element, (JavascriptLink, CssLink)):
        return None
    if isinstance(element, ColorMap):
        return "https://cdnjs.cloudflare.com/ajax/libs/d3/3.5.5/d3.min.js"
    linked = [*getattr(element, "default_js", ()), *getattr(element, "default_css", ())]
    if linked:
        return str(linked[0][1])
    addresses = (getattr(element, name, None) for name in ("tiles", "url", "data_url"))
    return next((text for text in addresses if isinstance(text, str) and _REMOTE.match(text)), None)


def _leave_out(remote: Iterable[tuple[Any, Any, str]]) -> None:
    for parent, child, url in remote:
        for name, other in list(parent._children.items()):  # noqa: SLF001
            if other is child:
                del parent._children[name]  # noqa: SLF001
        layer = getattr(child, "layer_name", None) or type(child).__name__
        _warn(f"the layer {layer!r} ({type(child).__name__})", url)


def _take_links(header: Element) -> list[Any]:
    children = header._children  # noqa: SLF001
    links = [child for child in children.values() if isinstance(child, (JavascriptLink, CssLink))]
    for name in [name for name, child in children.items() if child in links]:
        del children[name]
    return links


def _warn_of(links: Iterable[Any]) -> None:
    for link in links:
        _warn("a script or style sheet", link.url)


def _warn(what: str, url: str) -> None:
    warnings.warn(
        f"{what} needs {url} and is left out: the map works without a network; "
        "draw it with online=True to keep what needs one",
        UserWarning,
        stacklevel=2,
    )
