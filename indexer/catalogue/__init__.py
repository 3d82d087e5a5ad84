"""The catalogue: what the index knows of documents, their versions and what was read of them."""

from indexer.catalogue.catalogue import Catalogue, open_catalogue
from indexer.catalogue.reader import Reader
from indexer.catalogue.values import (
    Counts,
    Extent,
    Failure,
    Generation,
    GenerationState,
    Version,
)

__all__ = [
    "Catalogue",
    "Counts",
    "Extent",
    "Failure",
    "Generation",
    "GenerationState",
    "Reader",
    "Version",
    "open_catalogue",
]
