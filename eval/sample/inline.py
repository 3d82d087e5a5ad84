"""Inline marks of the sources: ``**bold**`` and ``*italic*``."""

from __future__ import annotations

import re
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


def marked(text: str) -> str:
    """Return `text` escaped, its marks as ``<b>`` and ``<i>``."""
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", escape(text, quote=False)))


def plain(text: str) -> str:
    """Return `text` without its marks."""
    return _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))
