"""``geo borders``: the border overlays of a day as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.console import Console
from geo.cli.options import Bounds, Day

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.option("--on", "day", type=Day(), required=True, help="The day whose borders to write.")
@click.option("--bounds", type=Bounds(), help="Degrees: WEST,SOUTH,EAST,NORTH.")
@click.option("--according-to", help="The party whose view to take where they differ.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The .geojson or .gpkg to write.",
)
def borders(
    day: date,
    bounds: tuple[float, float, float, float] | None,
    according_to: str | None,
    output: Path,
) -> None:
    """Write the borders and lines of control of a day, each with whose line it is."""
    from geo.borders import borders_on
    from geo.export import write_frame

    frame = borders_on(day, bounds=bounds, according_to=according_to)
    write_frame(frame, output)
    Console().say(f"{len(frame)} borders of {day}: {output}")
