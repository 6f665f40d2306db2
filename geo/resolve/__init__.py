"""Choose the place that each toponym of an article means, all of them together.

`geo.resolve.senses` groups the mentions of one name and reads what the words between names
tell; `geo.resolve.features` lays out every candidate of every sense with named columns;
`geo.resolve.rank` weighs them, letting the likeliest places inform each other; what comes out
is told in words by `geo.resolve.reasons`.
"""

from geo.resolve.extent import radius_of
from geo.resolve.resolver import ContextResolver

__all__ = ["ContextResolver", "radius_of"]
