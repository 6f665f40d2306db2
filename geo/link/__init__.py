"""Join the claims that tell of one happening; the only step that sees all articles."""

from geo.link.linker import ClaimLinker

__all__ = ["ClaimLinker"]
