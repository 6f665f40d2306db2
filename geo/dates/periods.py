"""Named periods of conflicts, from the shipped table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from geo.shipped import shipped


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of history, with the words it goes by."""

    name: str
    earliest: date
    latest: date | None
    source: str


@cache
def periods() -> dict[tuple[str, ...], Period]:
    """Return the shipped periods by the words of each of their names, in lower case."""
    found: dict[tuple[str, ...], Period] = {}
    with shipped("periods.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            latest = date.fromisoformat(row["latest"]) if row["latest"] else None
            period = Period(row["name"], date.fromisoformat(row["earliest"]), latest, row["source"])
            for name in (row["name"], *row["also"].split("|")):
                if name.strip():
                    found[words_of(name)] = period
    return found


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a period's name as the tokens of a text spell them."""
    return tuple(name.lower().replace("-", " - ").replace("'", " ' ").replace("’", " ' ").split())


@cache
def heads() -> frozenset[str]:
    """Return the last words of the periods' names."""
    return frozenset(name[-1] for name in periods())
