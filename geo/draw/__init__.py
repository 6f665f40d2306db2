"""Draw incidents as one self-contained Leaflet map, hosted by folium.

A frame becomes columns (``table``, ``texts``), columns become packed bytes
(``pack``), the base map does too (``base``); ``page`` puts them with Leaflet and our
scripts (``bundle``, from ``web/``) into one HTML file with a strict policy.
"""

from geo.draw.incident_map import IncidentLayer, IncidentMap, draw_map, save_map

__all__ = ["IncidentLayer", "IncidentMap", "draw_map", "save_map"]
