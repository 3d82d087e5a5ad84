"""What can go wrong, as one tree.

::

    MoothallError
    ├── ConfigurationError        a setting is missing, unknown or out of range
    ├── HomeError                 the folder that holds everything cannot be used
    │   ├── HomeLocked            another process holds it
    │   └── HomeTooNew            a newer Moothall made it
    ├── SourceError               a source as a whole cannot be read
    │   └── ManifestError         a line of a manifest is wrong
    ├── UnreadableDocument        one document cannot be read; the others go on
    ├── EmbeddingError            a model cannot be loaded or gives no vectors
    ├── StoreError                the vector store fails or cannot be reached
    ├── GenerationMismatch        the index was built with other settings
    ├── NotFound                  a document, meeting or passage is not held
    ├── WritingError              the model that writes answers fails or cannot be reached
    ├── QuestionError             a question cannot be taken: empty, too long, not text
    └── EvaluationError           a benchmark, a file of questions or a run is wrong

Messages say what was wrong, where, and what to do. Errors of libraries are mapped to these once,
at the border where they arise, with ``raise ... from``.
"""


class MoothallError(Exception):
    """The root: catching it catches everything that Moothall raises on purpose."""


class ConfigurationError(MoothallError):
    """A setting is missing, unknown or out of range."""


class HomeError(MoothallError):
    """The folder that holds everything cannot be used."""


class HomeLocked(HomeError):
    """Another process holds the home or its vector store."""


class HomeTooNew(HomeError):
    """The home was made by a newer Moothall than this one."""


class SourceError(MoothallError):
    """A source as a whole cannot be read."""


class ManifestError(SourceError):
    """A line of a manifest is wrong; the message names the file and the line."""


class UnreadableDocument(MoothallError):
    """One document cannot be read. It is reported and skipped; the others go on."""


class EmbeddingError(MoothallError):
    """An embedding model cannot be loaded, or gives no vectors."""


class StoreError(MoothallError):
    """The vector store fails or cannot be reached."""


class GenerationMismatch(MoothallError):
    """The index was built with other settings than those given."""


class NotFound(MoothallError):
    """A document, meeting, passage or page is not held."""


class WritingError(MoothallError):
    """The model that writes answers fails, stalls, answers nonsense or cannot be reached."""


class QuestionError(MoothallError):
    """A question cannot be taken: empty, too long, or not text."""


class EvaluationError(MoothallError):
    """A benchmark, a file of questions, or a run of the evaluation is wrong."""
