"""What readers of a map found wrong, applied to what is read anew.

A correction names its incident by the words it was read from (``made``), so that it
survives another run, other articles and other numbers; what no longer fits anything is
listed, never guessed at (``apply``).
"""

from geo.corrections.apply import Corrections
from geo.corrections.made import Correction, read_corrections

__all__ = ["Correction", "Corrections", "read_corrections"]
