"""``geo evaluate``: the figures of the reader on labelled corpora."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo.cli.console import Console

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KINDS = ("toponyms", "dates", "incidents", "types", "linking")
_WITH_READER = {"incidents"}
_WITH_GAZETTEER = {"toponyms", "types"}


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def evaluate(kind: str, files: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001 - a flag
    """Measure the reader on labelled FILES and print the figures by corpus.

    docs/benchmarks.md says what each figure means and how it is scored.
    """
    measure = getattr(import_module(f"geo.evaluate.{kind}"), f"evaluate_{kind}")
    figures = measure(files, **_component(kind))
    by_corpus = (
        figures if all(isinstance(row, dict) for row in figures.values()) else {kind: figures}
    )
    rows = {corpus: dict(_flat(row)) for corpus, row in by_corpus.items()}
    click.echo(json.dumps(rows, indent=2) if as_json else _table(rows))


def _component(kind: str) -> dict[str, object]:
    from geo.cli.articles import open_reader
    from geo.gazetteer import open_gazetteer

    if kind in _WITH_READER:
        return {"reader": open_reader(Console())}
    if kind in _WITH_GAZETTEER:
        return {"gazetteer": open_gazetteer(progress=Console().stage)}
    return {}


def _flat(figures: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Yield the figures of every depth by name; what is no figure (texts, pairs) is left out."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}: ")
        elif isinstance(value, (int, float)) or value is None:
            yield f"{prefix}{name}", value


def _table(figures: Mapping[str, Mapping[str, object]]) -> str:
    names = list(dict.fromkeys(name for row in figures.values() for name in row))
    width = max(map(len, names), default=0)
    lines = [" " * width + "".join(f"{corpus:>16}" for corpus in figures)]
    for name in names:
        cells = "".join(f"{_cell(row.get(name)):>16}" for row in figures.values())
        lines.append(f"{name:<{width}}{cells}")
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)
