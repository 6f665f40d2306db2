"""``geo lookup`` and ``geo gazetteer``: what names may mean, and where that is known from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.console import Console, printable

if TYPE_CHECKING:
    from geo.gazetteer import CompiledGazetteer
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

    _describe(open_gazetteer(progress=Console().stage))


@gazetteer.command()
@click.option("--geonames", multiple=True, metavar="FILE|URL", help="allCountries.zip or XX.zip.")
@click.option("--alternate", multiple=True, metavar="FILE|URL", help="alternateNamesV2.zip.")
@click.option("--country", multiple=True, metavar="CC [CC]...", help="Countries to fetch.")
@click.option("--base-url", metavar="URL", help="Where their files are, if not at GeoNames.")
@click.option("--timeout", type=click.FloatRange(min=0.1), help="Seconds to wait for a server.")
@click.argument("codes", nargs=-1)
def build(codes: tuple[str, ...], country: tuple[str, ...], **options: Any) -> None:
    """Widen the gazetteer by GeoNames' own files; every command uses it afterwards.

    \b
    geo gazetteer build --country AZ AM IR
    geo gazetteer build --geonames allCountries.zip --alternate alternateNamesV2.zip

    Files may be zipped or not, and addresses. What was built before is replaced
    once the new one is whole. Lines that are no places are reported and left out.
    """
    from geo.gazetteer import Sources, build_gazetteer

    countries = _countries(country, codes)
    if not (countries or options["geonames"]):
        raise click.UsageError("name what to build from: --geonames FILE or --country CC")
    console = Console()
    given = {"base_url": options["base_url"], "timeout_s": options["timeout"]}
    sources = Sources(
        options["geonames"],
        options["alternate"],
        countries,
        **{name: value for name, value in given.items() if value},
    )
    built = build_gazetteer(sources, progress=console.stage, on_error=console.leave_out)
    _describe(built)
    console.finish()


@gazetteer.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Add places of your own from FILES (.geojson, .csv); they win over all others.

    A CSV needs the columns name, lon and lat. A file of the same name replaces the
    one that was added before.
    """
    from geo.errors import GeoError
    from geo.gazetteer import add_layer, open_gazetteer

    console = Console()
    for file in files:
        try:
            count = add_layer(file, on_error=console.leave_out)
            console.say(f"{file.name}: {count:,} places")
        except GeoError as error:
            console.leave_out(error)
    open_gazetteer(progress=console.stage)
    console.finish()


@gazetteer.command()
@click.argument("layers", nargs=-1, required=True)
def remove(layers: tuple[str, ...]) -> None:
    """Remove LAYERS that were added, by their names in geo gazetteer info, or geonames."""
    from geo.gazetteer import open_gazetteer, remove_layer

    console = Console()
    for layer in layers:
        remove_layer(layer)
        console.say(f"{layer} is not used any more")
    open_gazetteer(progress=console.stage)


def _countries(options: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries of ``--country AZ AM IR``, of which click sees the first as its own."""
    if codes and not options:
        raise click.UsageError(f"unexpected argument {codes[0]!r}: --country comes before codes")
    countries = tuple(code.upper() for code in (*options, *codes))
    wrong = [code for code in countries if not re.fullmatch("[A-Z]{2}", code)]
    if wrong:
        raise click.UsageError(f"{wrong[0]!r} is no ISO 3166-1 alpha-2 code like AZ")
    return countries


def _describe(opened: CompiledGazetteer) -> None:
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
