"""Which files of GeoNames are in use, remembered from one run to the next."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from geo.atomic import write_text
from geo.errors import GazetteerError
from geo.gazetteer.user import data_folder


class Dump(NamedTuple):
    """The files of a dump of GeoNames."""

    places: tuple[Path, ...]
    alternates: tuple[Path, ...] = ()
    """If there are any, they stand for the alternate names in the files of places."""
    origin: str = ""
    """Where the files are from, in words."""
    version: str = ""


def built() -> Dump | None:
    """Return the dump in use, if there is one."""
    path = _manifest()
    if not path.exists():
        return None
    try:
        kept = json.loads(path.read_bytes())
        places, alternates = (tuple(map(Path, kept[key])) for key in ("places", "alternates"))
        return Dump(places, alternates, str(kept["origin"]), str(kept["version"]))
    except (ValueError, KeyError, TypeError) as error:
        hint = "delete it and run geo gazetteer build again"
        raise GazetteerError(str(path), "is damaged", hint) from error


def use(dump: Dump) -> None:
    """Use *dump* in every gazetteer opened from now on."""
    kept = dump._asdict() | {
        "places": [str(path.resolve()) for path in dump.places],
        "alternates": [str(path.resolve()) for path in dump.alternates],
    }
    write_text(_manifest(), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")


def disuse() -> bool:
    """Use no dump any more; tell whether there was one. Files that were fetched are kept."""
    was_used = _manifest().exists()
    _manifest().unlink(missing_ok=True)
    return was_used


def _manifest() -> Path:
    return data_folder() / "geonames.json"
