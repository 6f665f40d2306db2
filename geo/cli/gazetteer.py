"""``geo lookup`` and ``geo gazetteer``: what names may mean, and where that is known from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from geo.cli.console import Console, printable

if TYPE_CHECKING:
    from geo.model import Candidate


@click.command()
@click.argument("name")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True)
def lookup(name: str, limit: int) -> None:
    """Print the places that NAME may mean, likeliest first, and why.

    NAME may be in any script and spelling: geo lookup Ханкенди
    """
    from geo.errors import UnknownPlaceError
    from geo.gazetteer import open_gazetteer

    gazetteer = open_gazetteer(progress=Console().stage)
    found = gazetteer.candidates(name)
    if not found:
        raise UnknownPlaceError(printable(name), "shipped", tuple(gazetteer.similar(name)))
    for candidate in found[:limit]:
        click.echo(_line(candidate))
    if len(found) > limit:
        click.echo(f"... and {len(found) - limit} more (--limit {len(found)})", err=True)


@click.group()
def gazetteer() -> None:
    """Say what the gazetteer holds, and widen it."""


@gazetteer.command()
def info() -> None:
    """Print the layers in use, with their sources and licences."""
    from geo.gazetteer import open_gazetteer

    opened = open_gazetteer(progress=Console().stage)
    for layer in opened.info():
        click.echo(f"{layer.name:<12}{layer.places:>10,} places{layer.names:>12,} names")
        click.echo(f"            {layer.source} ({layer.licence})")
    click.echo(f"compiled in {opened.folder}")


def _line(candidate: Candidate) -> str:
    place = candidate.place
    where = ", ".join(reversed(place.path)) or place.country or ""
    kind = place.feature_code or place.feature_class
    people = f", {place.population:,} inhabitants" if place.population else ""
    why = f"{candidate.kind}, prior {candidate.prior:.2f}{people}"
    name = f"{place.name} ({kind})"
    return f"{place.lat:9.4f} {place.lon:10.4f}  {name:<36} {where:<44} {place.id:<20} {why}"
