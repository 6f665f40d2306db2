"""The group of commands, and the one place that turns errors into messages."""

from __future__ import annotations

import click

from geo.cli.articles import incidents, map_command, read
from geo.cli.borders import borders
from geo.cli.evaluate import evaluate
from geo.cli.gazetteer import gazetteer, lookup
from geo.errors import GeoError


class Commands(click.Group):
    """A group that shows a `GeoError` as a message instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except GeoError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="conflict-incident-mapper", prog_name="geo")
def main() -> None:
    """Map the conflict incidents that news articles report.

    \b
    geo map data/articles             one map, as one HTML file that opens offline
    geo read FOLDER -o FILE.jsonl     all that was read, one article a line
    geo incidents FOLDER -o FILE.csv  the linked incidents as a table
    """


for command in (map_command, read, incidents, lookup, gazetteer, borders, evaluate):
    main.add_command(command)
