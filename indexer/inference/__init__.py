"""Reading out of a document's first pages what its source does not say of it."""

from indexer.inference.describing import describe

__all__ = ["describe"]
