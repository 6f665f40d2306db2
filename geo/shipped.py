"""Find the data that ships with the package: inside it when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from geo.errors import MissingDataError

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the path of the shipped file or folder *name*, as in ``"places.geojson"``.

    Raises
    ------
    MissingDataError
        If neither the installed package nor the checkout has it.
    """
    for folder in (_PACKAGE / "shipped_data", _PACKAGE.parent / "data"):
        path = folder / name
        if path.exists():
            return path
    raise MissingDataError(name, "is not among the shipped data", "reinstall the package")
