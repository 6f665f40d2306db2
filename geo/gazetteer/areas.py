"""What lies in which country and region, and which towns are capitals."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.gazetteer.countries import countries


@dataclass(frozen=True, slots=True)
class Areas:
    """English names of countries and regions by their codes, and capitals by GeoNames id."""

    countries: dict[str, str] = field(default_factory=dict)
    regions: dict[tuple[str, str], str] = field(default_factory=dict)
    """By country and GeoNames' code of the region in it."""
    capitals: frozenset[int] = frozenset()

    def path(self, country: str, admin1: str = "") -> tuple[str, ...]:
        """Return the English names, country first, as far as they are known."""
        names = (self.countries.get(country), self.regions.get((country, admin1)))
        return tuple(name for name in names if name)


def read_areas() -> Areas:
    """Return the areas that the shipped tables know."""
    table = countries()
    return Areas(
        countries={country["code"]: country["name"] for country in table},
        capitals=frozenset(country["capital_geonames"] for country in table),
    )
