"""The map: folium's, with an element of ours that carries the incidents and what lies below."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.atomic import write_text
from geo.draw.base import base_section
from geo.draw.bundle import script, style
from geo.draw.content import opening_sections
from geo.draw.page import Late, Literal, Page, Script, Style
from geo.draw.table import arranged, described
from geo.draw.texts import text_sections
from geo.errors import MapError
from geo.frames import places_frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import geopandas as gpd

    from geo.draw.table import Table
    from geo.model import Reading

    Borders = bool | Mapping[str, gpd.GeoDataFrame]

DEFAULT_TITLE = "Incidents"
EARLY = ("index", "base")
"""Sections before the scripts."""


class IncidentLayer(MacroElement):
    """The incidents, the base map and their controls, for this map or any other of folium's.

    Parameters
    ----------
    frame : GeoDataFrame
        Incidents, or any dated points (see `geo.tables`).
    places : GeoDataFrame, optional
        Places that articles name, as from `geo.places_frame`.
    borders : bool or mapping of str to GeoDataFrame
        Whether to draw land, water and border overlays; or more of them to draw, by the name to
        show, as from `geo.borders.read_borders`.
    title : str
        Shown above the list.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        'geoIncidents("{{ this.get_name() }}", {{ this._parent.get_name() }});'
        "{% endmacro %}"
    )

    def __init__(
        self,
        frame: gpd.GeoDataFrame,
        *,
        places: gpd.GeoDataFrame | None = None,
        borders: Borders = True,
        title: str = DEFAULT_TITLE,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "IncidentLayer"
        table = arranged(frame)
        with ThreadPoolExecutor(1) as pool:  # NumPy, GEOS and zlib let other threads run
            texts = pool.submit(text_sections, table.rows)
            early = _early(described(table), places, borders=borders, title=title)
            self._sections = early | texts.result()

    def render(self, **kwargs: Any) -> str:
        """Put the styles, scripts and data into the figure."""
        figure: Any = self.get_root()
        figure.header.add_child(Style(style()), name="geo_style")
        figure.header.add_child(Script(script()), name="geo_script")
        for name, text in self._sections.items():
            identity = f"{self.get_name()}_{name}"
            # As inert as a script of plain text, and read in less time.
            data = f'<template id="{identity}">{text}</template>'
            part = Literal if name in EARLY else Late
            figure.html.add_child(part(data), name=identity)
        super().render(**kwargs)  # type: ignore[no-untyped-call]
        return ""


class IncidentMap(folium.Map):
    """A folium map of incidents that needs no network.

    Add any folium layer to it that works without one; what does not is left out of the
    page with a warning, unless *online* is true. In a notebook it shows itself.

    Parameters
    ----------
    layer : IncidentLayer
        What to draw.
    title : str
        Title of the document.
    online : bool
        Whether layers that load something from the network are kept.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - folium's way to name what a class loads
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - as above

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map geo-map" id="{{ this.get_name() }}"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        'var {{ this.get_name() }} = L.map("{{ this.get_name() }}", geoMapOptions);'
        "{% endmacro %}"
    )

    def __init__(
        self, layer: IncidentLayer, *, title: str = DEFAULT_TITLE, online: bool = False
    ) -> None:
        super().__init__(tiles=None)
        Page(title, online=online).add_child(self)
        self.add_child(layer)

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - folium's signature
        """Write the map as one HTML file, whole or not at all; or to an open binary file."""
        if hasattr(outfile, "write"):
            super().save(outfile, close_file, **kwargs)
        else:
            save_map(self, outfile)


def draw_map(
    frame: gpd.GeoDataFrame,
    *,
    places: gpd.GeoDataFrame | None = None,
    readings: Iterable[Reading] | None = None,
    borders: Borders = True,
    title: str | None = None,
    online: bool = False,
) -> IncidentMap:
    """Draw incidents on a map that works without a network.

    Parameters
    ----------
    frame : GeoDataFrame
        Incidents as from `geo.to_frame`, or any points with a date (see `geo.tables`).
    places : GeoDataFrame, optional
        Places that the articles name, as from `geo.places_frame`: a quiet layer.
    readings : iterable of Reading, optional
        Where *places* come from if it is not given.
    borders : bool or mapping of str to GeoDataFrame
        Whether to draw land, water and border overlays; or more of them to draw, by the name to
        show, as from `geo.read_borders`.
    title : str, optional
        Title of the map.
    online : bool
        Whether layers added to the map may load something from the network.

    Returns
    -------
    IncidentMap
        A folium map; it shows itself in a notebook, and `save_map` writes it.

    Raises
    ------
    SchemaError
        If the frame has no geometry or no date.
    """
    if places is None and readings is not None:
        places = places_frame(readings)
    title = title or DEFAULT_TITLE
    layer = IncidentLayer(frame, places=places, borders=borders, title=title)
    return IncidentMap(layer, title=title, online=online)


def save_map(page: folium.Map, path: str | Path) -> Path:
    """Write a map as one HTML file, whole or not at all, and return its path.

    Raises
    ------
    MapError
        If *page* is not a map that `draw_map` made.
    ReadError
        If the folder can't be written to.
    """
    root = page.get_root()
    if not isinstance(root, Page):
        raise MapError("save_map", "takes a map that draw_map made", "use the map's own save")
    return write_text(path, root.render())


def _early(
    table: Table, places: gpd.GeoDataFrame | None, *, borders: Borders, title: str
) -> dict[str, str]:
    sections = opening_sections(table, title=title)
    if borders is not False:
        sections["base"] = base_section(table, places, {} if borders is True else borders)
    return sections
