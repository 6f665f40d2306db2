"""``geo borders``: the border overlays of a day as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.console import Console
from geo.cli.options import Bounds, Day

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.option("--on", "day", type=Day(), required=True, help="The day whose borders to write.")
@click.option("--bounds", type=Bounds(), help="Degrees: WEST,SOUTH,EAST,NORTH.")
@click.option(
    "--according-to",
    metavar="PARTY",
    help="The party whose view to take where they differ (RUS, x-artsakh ...), or law.",
)
@click.option(
    "--borders",
    "files",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Add your own dated borders (CShapes, or any map file with valid_from and valid_to).",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The .geojson or .gpkg to write.",
)
def borders(
    *,
    day: date,
    bounds: tuple[float, float, float, float] | None,
    according_to: str | None,
    files: tuple[Path, ...],
    output: Path,
) -> None:
    """Write the borders and lines of control of a day, each with whose line it is."""
    from geo.borders import add_own, borders_on
    from geo.export import write_frame
    from geo.text import counted

    console = Console()
    frame = borders_on(day, bounds=bounds, according_to=according_to)
    own = read_own_borders(console, files)
    if own:
        frame = add_own(frame, own.values(), day, bounds)
    write_frame(frame, output)
    console.say(f"{counted(len(frame), 'border')} of {day}: {output}")
    if frame.empty:
        console.say("none is known of that day and place: the shipped ones begin in 1945")
    console.finish()


def read_own_borders(console: Console, files: tuple[Path, ...]) -> dict[str, Any]:
    """Return the user's border files by name; one that can't be read is reported and left out."""
    from geo.borders import read_borders
    from geo.errors import GeoError

    own = {}
    for file in files:
        try:
            own[file.name] = read_borders(file, on_problem=console.say)
        except GeoError as error:
            console.leave_out(error)
    return own
