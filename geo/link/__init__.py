"""Join the claims that tell of one happening; the only step that sees all articles."""

from geo.link.linker import ClaimLinker
from geo.link.merge import join_incidents

__all__ = ["ClaimLinker", "join_incidents"]
