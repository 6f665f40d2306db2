"""Values that several commands take."""

from __future__ import annotations

from datetime import date
from typing import Any

import click


class Day(click.ParamType[date]):
    """A day in ISO form."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with what was expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2020-10-18", param, ctx)


class Bounds(click.ParamType[tuple[float, float, float, float]]):
    """A box in degrees, longitude before latitude."""

    name = "W,S,E,N"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float, float, float]:
        """Return the box, or fail with what was expected."""
        if isinstance(value, tuple):
            return value
        try:
            west, south, east, north = (float(part) for part in value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not a box like 44,38,50,42", param, ctx)
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004 - degrees
            self.fail(f"{value!r} is not on the globe: west,south,east,north", param, ctx)
        return west, south, east, north


class KeyValue(click.ParamType[tuple[str, str]]):
    """A named value."""

    name = "KEY=VALUE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        """Return the key and the value, or fail with what was expected."""
        if isinstance(value, tuple):
            return value
        key, mark, rest = value.partition("=")
        if not (key and mark):
            self.fail(f"{value!r} is not KEY=VALUE", param, ctx)
        return key, rest
