"""Bytes to text: the encoding that a file names, UTF-8, or what old Windows programs wrote."""

from __future__ import annotations

from indexer.errors import UnreadableDocument

BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
WINDOWS = "cp1252"
TAKEN_FOR_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"})
"""Names under which Windows text goes; browsers read it so too."""


def has_wide_characters(content: bytes) -> bool:
    """Return whether `content` says that it is UTF-16."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff"))


def decoded(content: bytes, path: str, *, declared: bool = False) -> str:
    """Return `content` as text; with `declared`, in the encoding that its markup may name.

    Raises
    ------
    UnreadableDocument
        It is no text in any of the encodings.
    """
    candidates = [name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)]
    candidates = candidates or ["utf-8"]
    named = _declared(content) if declared else None
    if named:
        candidates.append(WINDOWS if named.lower() in TAKEN_FOR_WINDOWS else named)
    candidates.append(WINDOWS)
    for candidate in candidates:
        try:
            return content.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableDocument(
        f"{path}: is not text in any encoding that is known ({', '.join(candidates)}); "
        "save it as UTF-8"
    )


def _declared(content: bytes) -> str | None:
    # loaded when a page of the web is read: every file's kind is asked of this module
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(content, is_html=True)
