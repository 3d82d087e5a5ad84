"""Reading out of a document's first pages what its source does not say of it."""

from indexer.inference.bound import bound_minutes
from indexer.inference.describing import describe

__all__ = ["bound_minutes", "describe"]
