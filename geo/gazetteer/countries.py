"""Countries and first-level regions: their entries, and what lies in which."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Areas:
    """English names of countries and regions by their codes, and capitals by GeoNames id."""

    countries: dict[str, str] = field(default_factory=dict)
    regions: dict[tuple[str, str], str] = field(default_factory=dict)
    """By country and GeoNames' code of the region in it."""
    capitals: dict[int, str] = field(default_factory=dict)

    def path(self, country: str, admin1: str = "") -> tuple[str, ...]:
        """Return the English names, country first, as far as they are known."""
        names = (self.countries.get(country), self.regions.get((country, admin1)))
        return tuple(name for name in names if name)
