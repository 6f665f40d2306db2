"""``geo map``, ``geo read`` and ``geo incidents``: from articles to files."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.cli.borders import read_own_borders
from geo.cli.console import Console
from geo.cli.options import Day, KeyValue
from geo.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
    from datetime import date

    from geopandas import GeoDataFrame

    from geo.corrections import Corrections
    from geo.journal import Journal
    from geo.model import Reading
    from geo.pipeline import ArticleReader
    from geo.protocols import Engine

STANDARD_OUTPUT = "-"


def _article_options(command: Callable[..., None]) -> Callable[..., None]:
    options = [
        click.argument("sources", nargs=-1, required=True, metavar="ARTICLES..."),
        click.option(
            "--published", type=Day(), help="Publication date of articles that do not state one."
        ),
        click.option(
            "--workers",
            type=click.IntRange(min=1),
            default=1,
            show_default=True,
            help="Processes that read articles side by side.",
        ),
        click.option(
            "--geocoder",
            metavar="SERVICE",
            help="Ask this online service of geopy (nominatim ...) for names unknown here.",
        ),
        click.option(
            "--geocoder-option",
            "geocoder_options",
            type=KeyValue(),
            multiple=True,
            help="What the service takes, as domain=localhost:8080; may be repeated.",
        ),
        click.option(
            "--corrections",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Apply the corrections that a map saved; those that no longer fit are listed.",
        ),
        click.option("--quiet", is_flag=True, help="Show errors only."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("map")
@_article_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("maps/incidents.html"),
    show_default=True,
    help="The HTML file to write.",
)
@click.option("--title", help="Title of the map.")
@click.option(
    "--borders",
    "border_files",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Your own dated borders as a layer (CShapes, or any map file with valid_from and "
    "valid_to); may be repeated.",
)
def map_command(
    output: Path, title: str | None, border_files: tuple[Path, ...], **options: Any
) -> None:
    """Map the incidents that ARTICLES report, as one HTML file that opens offline.

    ARTICLES are files or folders: plain text, Markdown with front matter, saved
    HTML, JSON Lines, or the file that geo read writes; - is standard input.
    Tables of events go on the map as they are: CSV files of ACLED or UCDP GED, or any
    .csv, .geojson, .gpkg or .parquet with dates and coordinates.
    """
    console = Console(quiet=options["quiet"])
    articles, tables = _split(options.pop("sources"))
    journaled = output if articles else None
    with _interruptible(console), _journal(console, journaled, options) as journal:
        from geo.draw import draw_map, save_map
        from geo.frames import places_frame, to_frame
        from geo.pipeline import find_incidents
        from geo.tables import combine

        own = read_own_borders(console, border_files)
        corrections = _open_corrections(console, options["corrections"])
        rows = [frame for path in tables for frame in _read_table(console, path, corrections)]
        read = _read(console, sources=articles, journal=journal, **options)
        readings = list(corrections.correct(read))
        _refuse_nothing([*readings, *rows])
        found = to_frame(corrections.join(find_incidents(readings)))
        _tell_unapplied(console, corrections)
        frame, places = combine([found, *rows]), places_frame(readings)
        page = draw_map(frame, places=places, borders=own or True, title=title)
        save_map(page, output)
        console.say(f"{_counted(readings, rows)}, {counted(len(frame), 'incident')}: open {output}")
    console.finish()


@click.command()
@_article_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=STANDARD_OUTPUT,
    show_default=True,
    help="The JSON Lines file to write; - is standard output.",
)
def read(output: str, **options: Any) -> None:
    """Read ARTICLES and write all that was found in each, one JSON object a line.

    An interrupted run goes on where it stopped when the same command is run again.
    """
    console = Console(quiet=options["quiet"])
    path = None if output == STANDARD_OUTPUT else Path(output)
    with _interruptible(console), _journal(console, path, options) as journal:
        from geo.export import write_readings

        corrections = _open_corrections(console, options["corrections"])
        # The journal keeps what was read; corrections may be others when the run goes on.
        readings = corrections.correct(_read(console, journal=journal, **options))
        if path:
            write_readings(_at_least_one(readings), path)
        else:
            _stream_lines(readings)
        _tell_unapplied(console, corrections)
    console.finish()


@click.command()
@_article_options
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    required=True,
    help="The file to write, .geojson, .gpkg, .csv, .parquet or .jsonl; - is JSON Lines.",
)
def incidents(output: str, **options: Any) -> None:
    """Link what ARTICLES report into incidents and write them as a file.

    ARTICLES may also be the file that geo read wrote.
    """
    console = Console(quiet=options["quiet"])
    path = None if output == STANDARD_OUTPUT else Path(output)
    with _interruptible(console), _journal(console, path, options) as journal:
        from geo.export import incident_line, incident_writer, write_incidents
        from geo.pipeline import find_incidents

        if path:
            incident_writer(path)  # an unknown suffix is refused before hours of reading
        corrections = _open_corrections(console, options["corrections"])
        readings = list(corrections.correct(_read(console, journal=journal, **options)))
        _refuse_nothing(readings)
        found = corrections.join(find_incidents(readings))
        _tell_unapplied(console, corrections)
        if path:
            write_incidents(found, path)
        else:
            for incident in found:
                click.echo(incident_line(incident))
        console.say(f"{counted(len(readings), 'article')}, {counted(len(found), 'incident')}")
    console.finish()


def _read(
    console: Console,
    *,
    sources: tuple[str, ...],
    published: date | None,
    workers: int,
    journal: Journal | None = None,
    **others: Any,
) -> Iterator[Reading]:
    if not sources:
        return iter(())
    from geo.pipeline import read_all
    from geo.read import read_articles

    if tables := _split(sources)[1]:
        what = f"{tables[0]} is a table of events, not an article"
        raise click.ClickException(f"{what}: geo map draws it as it is")
    articles = read_articles(sources, published=published, on_error=console.leave_out)
    if journal is not None:
        articles = journal.skip(articles)
    readings = read_all(
        articles,
        reader=open_reader(console, others["geocoder"], others["geocoder_options"]),
        engine=_engine(workers),
        on_error=console.leave_out,
    )
    return console.count(readings if journal is None else journal.record(readings))


def open_reader(
    console: Console, geocoder: str | None = None, options: tuple[tuple[str, str], ...] = ()
) -> ArticleReader:
    """Return the default reader, showing the gazetteer being compiled if it has to be."""
    from geo.gazetteer import open_gazetteer
    from geo.pipeline import make_reader

    gazetteer = open_gazetteer(progress=console.stage)
    if geocoder is None:
        return make_reader(gazetteer)
    from geo.geocode import OnlineGazetteer

    return make_reader(OnlineGazetteer(gazetteer, geocoder, options))


def _split(sources: tuple[str, ...]) -> tuple[tuple[str, ...], list[Path]]:
    """Return which of *sources* are articles, and which are tables of events."""
    from geo.tables import SUFFIXES

    tables = [Path(source) for source in sources if source.lower().endswith(SUFFIXES)]
    return tuple(source for source in sources if not source.lower().endswith(SUFFIXES)), tables


def _read_table(console: Console, path: Path, corrections: Corrections) -> list[GeoDataFrame]:
    from geo.errors import FormatError, GeoError, SchemaError
    from geo.tables import adopt, read_table

    def named(error: FormatError | SchemaError) -> FormatError:
        where = str(path) if isinstance(error, SchemaError) else f"{path}, {error.where}"
        return FormatError(where, error.what, error.hint)

    try:
        table = read_table(path, on_error=console.leave_out)
    except GeoError as error:
        console.leave_out(error)
        return []
    try:
        adopted = adopt(table, on_error=lambda error: console.leave_out(named(error)))
    except (FormatError, SchemaError) as error:
        console.leave_out(named(error))
        return []
    return [corrections.correct_table(adopted)]


def _counted(readings: list[Reading], tables: list[GeoDataFrame]) -> str:
    counts = {"article": len(readings), "table": len(tables)}
    return ", ".join(counted(count, what) for what, count in counts.items() if count)


def _engine(workers: int) -> Engine:
    from geo.engine import InProcess, ProcessPool

    return InProcess() if workers == 1 else ProcessPool(workers)


def _stream_lines(readings: Iterable[Reading]) -> None:
    from geo.export import reading_line

    for reading in readings:
        click.echo(reading_line(reading))


@contextmanager
def _journal(
    console: Console, output: Path | None, options: Mapping[str, Any]
) -> Iterator[Journal | None]:
    """Keep what is read until *output* is whole, so that the next run can go on from there."""
    if output is None:
        yield None
        return
    from geo.gazetteer import open_gazetteer
    from geo.journal import Journal

    gazetteer = open_gazetteer(progress=console.stage)
    service = [options["geocoder"], *options["geocoder_options"]]
    fingerprint = f"{version('conflict-incident-mapper')} {gazetteer.folder.name} {service}"
    journal = Journal(output, fingerprint)
    if len(journal):
        console.say(f"going on after the {len(journal)} articles of an interrupted run")
    yield journal
    journal.close()


def _at_least_one(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield *readings*; refuse to write a file of none."""
    count = 0
    for count, reading in enumerate(readings, 1):  # noqa: B007 - asked for at the end
        yield reading
    _refuse_nothing(range(count))


def _open_corrections(console: Console, path: Path | None) -> Corrections:
    from geo.corrections import Corrections, read_corrections
    from geo.gazetteer import open_gazetteer

    made = read_corrections(path) if path else []
    return Corrections(made, lambda: open_gazetteer(progress=console.stage))


def _tell_unapplied(console: Console, corrections: Corrections) -> None:
    left = corrections.unapplied()
    if len(corrections):
        console.say(f"{len(corrections) - len(left)} of {len(corrections)} corrections applied")
    for line in left:
        console.say(f"not applied: {line}")


def _refuse_nothing(held: Sized) -> None:
    if not held:
        raise click.ClickException("nothing could be read, so nothing was written")


@contextmanager
def _interruptible(console: Console) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        console.say("interrupted; outputs are as they were before")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone: nothing is left to do, and nothing to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
