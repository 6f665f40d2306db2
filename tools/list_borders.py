"""Write the tables of ``docs/borders.md`` from the tables of ``data/borders``.

Run it as ``python -m tools.list_borders`` after a change of the data; a test fails until then.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA, PAGE = ROOT / "data" / "borders", ROOT / "docs" / "borders.md"
MARK = "<!-- From here on written by tools/list_borders.py -->\n"
INDEPENDENCE = "UN member states, admission and independence dates"
HELD = """\
The rows of `holders.csv`; where `km` is empty the outline is as drawn. Left out here are {others}
rows with the dates on which colonies and trust territories became states.

"""
CLAIMED = """\
Claims that few other states accept, from `claims.csv`; those between states that many accept stand
above as more than one code de jure.

"""
CLOSED = "The numbers are rows of `disputed_borders` in `world_map.gpkg`, from 0.\n\n"
Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of a table."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page() -> str:
    """Return the page with its tables made anew."""
    prose, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    named = [row for row in rows("holders.csv") if row["source"] != INDEPENDENCE]
    others = len(rows("holders.csv")) - len(named)
    sections = {
        "Who held what": HELD.format(others=others) + _holders(named),
        "Who claims what": CLAIMED + _claims(),
        "Named lines": _lines(),
        "Areas drawn by hand": _areas(),
        "Areas closed by disputed lines of Natural Earth": CLOSED + _closed(),
    }
    tables = "".join(f"\n## {title}\n\n{text}" for title, text in sections.items())
    return f"{prose}{MARK}{tables}"


def _closed() -> str:
    return _table(
        ["area", "lines"], [[row["area"], row["lines"]] for row in rows("closed_areas.csv")]
    )


def _holders(listed: list[Row]) -> str:
    names = {row["code"]: row["name"] for row in rows("states.csv") if row["name"]}
    names |= {row["territory"]: row["name"] for row in rows("territories.csv")}
    columns = ["valid_from", "valid_to", "de_jure", "de_facto", "precision_km", "source"]
    return _table(
        ["territory", "from", "to", "de jure", "de facto", "km", "source"],
        [[names[row["territory"]], *(row[column] for column in columns)] for row in listed],
    )


def _claims() -> str:
    names = {row["code"]: row["name"] for row in rows("states.csv") if row["name"]}
    ground = names | {row["territory"]: row["name"] for row in rows("territories.csv")}
    columns = ["valid_from", "valid_to", "source"]
    listed = [
        [names[row["claimant"]], ground[row["territory"]], *(row[column] for column in columns)]
        for row in rows("claims.csv")
    ]
    return _table(["claimant", "ground", "from", "to", "source"], listed)


def _lines() -> str:
    around: dict[tuple[str, str], list[str]] = {}
    for row in rows("territories.csv"):
        if row["edge"]:
            line = row["edge"], row["edge_kind"] or "line of control"
            around.setdefault(line, []).append(row["name"])
    listed = [[name, kind, "; ".join(dict.fromkeys(held))] for (name, kind), held in around.items()]
    tabled = [[row["name"], row["kind"], row["source"]] for row in rows("lines.csv")]
    return _table(["line", "kind", "around, or source"], listed + tabled)


def _areas() -> str:
    features = json.loads((DATA / "areas.geojson").read_text(encoding="utf-8"))["features"]
    columns = ["area", "name", "precision_km", "source", "note"]
    listed = [[str(feature["properties"][column]) for column in columns] for feature in features]
    return _table(["area", "what", "km", "source", "note"], listed)


def _table(head: list[str], listed: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *listed]
    return "".join("| " + " | ".join(cells).replace("\n", " ") + " |\n" for cells in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE}: written")
