"""Tables of events that others made: ACLED, UCDP GED, and any with a date and a place.

``files`` reads them, ``columns`` finds out which column says what, ``days`` turns a date and
the code of how exactly it is known into the days that it may mean.
"""

from geo.tables.columns import PARTY_COLUMNS, adopt, combine
from geo.tables.files import SUFFIXES, read_table

__all__ = ["PARTY_COLUMNS", "SUFFIXES", "adopt", "combine", "read_table"]
