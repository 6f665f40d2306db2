"""Every error ``geo`` raises on purpose; catch `GeoError` to catch them all.

::

    GeoError
    ├── CoordinateError (ValueError)        a position off the globe
    ├── ReadError (OSError)                 an article or file that can't be read
    ├── EmptyInputError (LookupError)       nothing to read where articles were expected
    ├── FormatError (ValueError)            a file that does not hold what its name says
    ├── SchemaError (ValueError)            a frame or record with wrong or missing fields
    ├── UnknownPlaceError (LookupError)     a name no gazetteer holds
    ├── GazetteerError (RuntimeError)       a gazetteer that can't be compiled or opened
    ├── GeocoderError (ConnectionError)     an online service that did not answer usefully
    ├── BordersError (ValueError)           border data that contradict themselves
    ├── MapError (ValueError)               a map that can't be drawn as asked
    ├── MissingDataError (FileNotFoundError)  shipped data that is not there
    └── UnsupportedFormatError (ValueError) a suffix no writer or reader knows

Arguments go to ``super().__init__`` unchanged and the message is built in
``__str__``, so an error raised in a worker process survives pickling.
"""

from __future__ import annotations


class GeoError(Exception):
    """Base class of the package's own errors."""


class CoordinateError(GeoError, ValueError):
    """A coordinate lies outside the WGS 84 range."""

    def __init__(self, lon: float, lat: float) -> None:
        super().__init__(lon, lat)
        self.lon, self.lat = lon, lat

    def __str__(self) -> str:
        """Say which coordinate, and whether swapping would mend it."""
        swapped = abs(self.lat) <= 180 and abs(self.lon) <= 90  # noqa: PLR2004 - degrees
        hint = " (are lon and lat swapped?)" if swapped else ""
        return f"lon={self.lon}, lat={self.lat} is not on the globe{hint}"


class _WhereWhatHintError(GeoError):
    """An error that names a place in the input, what is wrong, and how to mend it."""

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        super().__init__(where, what, hint)
        self.where, self.what, self.hint = where, what, hint

    def __str__(self) -> str:
        """Join where, what and hint into one sentence."""
        return f"{self.where}: {self.what}" + (f"; {self.hint}" if self.hint else "")


class ReadError(_WhereWhatHintError, OSError):
    """An article or file can't be read."""


class EmptyInputError(_WhereWhatHintError, LookupError):
    """There is nothing to read where articles were expected."""


class FormatError(_WhereWhatHintError, ValueError):
    """A file does not hold what its name says."""


class SchemaError(_WhereWhatHintError, ValueError):
    """A frame or record has wrong or missing fields."""


class GazetteerError(_WhereWhatHintError, RuntimeError):
    """A gazetteer can't be compiled or opened."""


class GeocoderError(_WhereWhatHintError, ConnectionError):
    """An online geocoder did not answer usefully."""


class BordersError(_WhereWhatHintError, ValueError):
    """Border data contradict themselves or can't be used."""


class MapError(_WhereWhatHintError, ValueError):
    """A map can't be drawn or saved as asked."""


class MissingDataError(_WhereWhatHintError, FileNotFoundError):
    """A file that ships with the package is not there."""


class UnknownPlaceError(GeoError, LookupError):
    """A gazetteer holds no place of that name."""

    def __init__(self, name: str, gazetteer: str, similar: tuple[str, ...] = ()) -> None:
        super().__init__(name, gazetteer, similar)
        self.name, self.gazetteer, self.similar = name, gazetteer, similar

    def __str__(self) -> str:
        """Name the gazetteer and the nearest spellings it does hold."""
        hint = f"; did you mean {', '.join(map(repr, self.similar))}?" if self.similar else ""
        return f"no place named {self.name!r} in gazetteer {self.gazetteer!r}{hint}"


class UnsupportedFormatError(GeoError, ValueError):
    """No reader or writer knows the suffix."""

    def __init__(self, path: str, known: tuple[str, ...]) -> None:
        super().__init__(path, known)
        self.path, self.known = path, known

    def __str__(self) -> str:
        """List what would have worked."""
        return f"{self.path}: unknown format; the suffix must be one of {', '.join(self.known)}"
