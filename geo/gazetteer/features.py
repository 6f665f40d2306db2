"""Large natural features and parts of the world that lists of towns and regions lack."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from geo.gazetteer.entries import Entry, Kind, Layer, Naming, SourceLayer
from geo.gazetteer.keys import make_key
from geo.gazetteer.weigh import feature_weight
from geo.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CLASSES = {
    "H": "OCN SEA GULF STRT CNL BAY SD CHN LK LKS RSV STM ESTY RF SHOL GLCR",
    "T": "MTS MT VLC PASS VAL DSRT DLTA UPLD PLAT PLN PEN ISL ISLS CAPE",
    "V": "FRST",
    "L": "RGN CONT",
}
_CLASS = {code: letter for letter, codes in _CLASSES.items() for code in codes.split()}


def features_layer(path: Callable[..., tuple[str, ...]]) -> SourceLayer:
    """Return the layer of features; *path* names the country of one (`geo.gazetteer.areas`)."""
    layer = Layer(
        "features",
        "the middles of large natural features, by hand; good to their radius",
        "1",
        "MIT",
    )
    return SourceLayer(layer, lambda: read_features(path), 500)


def read_features(path: Callable[..., tuple[str, ...]]) -> Iterator[Entry]:
    """Yield the features of ``data/features.csv``."""
    with shipped("features.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            countries = row["countries"].split()
            country = countries[0] if len(countries) == 1 else ""
            yield Entry(
                id=f"curated:feature-{make_key(row['name']).replace(' ', '-')}",
                name=row["name"],
                lon=float(row["lon"]),
                lat=float(row["lat"]),
                feature_class=_CLASS[row["code"]],
                feature_code=row["code"],
                country=country,
                path=path(country) if country else (),
                radius_km=float(row["radius_km"]),
                namings=tuple(Naming(name, Kind.NAME) for name in row["names"].split(";") if name),
                weight=feature_weight(row["code"]),
            )
