"""What a document's place in its source says of it: folders and file names.

Weaker evidence than the document's own words: folders are named by whoever filled them. What
councils' systems put there is strict, though: ModernGov names its files "Printed minutes
30th-Jan-2025 10.00 Cabinet.pdf".
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct

from indexer.dates import dates_in
from indexer.inference.first_pages import words_in
from indexer.inference.names import body_name, titled
from indexer.records import DocumentKind

_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_MODERNGOV = re.compile(r"(?P<what>.*?)\s*(?P<day>\d\S*)\s+(?P<time>\d\d\.\d\d)\s+(?P<body>.+)")
_KINDS = (
    (DocumentKind.REPORTS_PACK, r"(?:reports?|document|agenda|public|supplementary)s? packs?"),
    (DocumentKind.AGENDA_FRONTSHEET, r"agenda frontsheet|front ?sheet|summons"),
    (DocumentKind.DECISION_NOTICE,
     r"p ?rod|decision (?:notice|record|sheet)|record of decision|notice of decision"),
    (DocumentKind.MEETING_SUMMARY, r"meeting summary|summary of (?:the )?meeting"),
    (DocumentKind.PRESS_RELEASE, r"(?:press|news|media) (?:release|statement)"),
    (DocumentKind.REPORT, r"report|appendix|appendices|annexe?|eqia|equality impact assessment"),
    (DocumentKind.MINUTES, r"minutes"),
    (DocumentKind.AGENDA_FRONTSHEET, r"agenda"),
)  # fmt: skip
_NAMES = tuple((kind, re.compile(rf"\b(?:{form})\b", re.IGNORECASE)) for kind, form in _KINDS)
_WHOLE_COUNCIL = frozenset({"council", "full council"})


class PlaceFacts(Struct, frozen=True):
    """What a path says; ``None`` where it says nothing.

    ``meeting_date`` is the day that a folder or ModernGov gives; ``named_date`` is any other in the
    file's name. ``title`` is the name as a title, ``None`` where it is only letters and numbers.
    """

    kind: DocumentKind | None
    body: str | None
    meeting_date: date | None
    named_date: date | None
    title: str | None


def place_facts(path: str) -> PlaceFacts:
    """Return what the POSIX path `path` says of its document."""
    place = PurePosixPath(unquote(path))
    stem = _plain(place.stem)
    moderngov = _MODERNGOV.fullmatch(stem)
    day = dates_in(moderngov["day"]) if moderngov else ()
    body = body_name(moderngov["body"]) if moderngov and day else None
    named = dates_in(stem)
    kind = next((kind for kind, form in _NAMES if form.search(stem)), None)
    if kind is DocumentKind.MINUTES and re.search(r"(?i)\bagenda\b", stem):
        kind = None
    return PlaceFacts(
        kind=kind,
        body=body or _body_of_folders(place),
        meeting_date=day[0].date if day else _date_of_folders(place),
        named_date=named[0].date if named else None,
        title=_title(stem),
    )


def is_whole_council(body: str | None) -> bool:
    """Return whether `body`, as a folder names it, is the meeting of all councillors."""
    return body is not None and body.casefold() in _WHOLE_COUNCIL


def _plain(stem: str) -> str:
    """Return a file's name with the spaces that its maker put other marks for."""
    if " " not in stem:
        stem = re.sub(r"(?<!\d)[-_](?!\d)|(?<=\d)[-_](?!\d)|(?<!\d)[-_](?=\d)|_", " ", stem)
    return " ".join(stem.split())


def _date_of_folders(place: PurePosixPath) -> date | None:
    for folder in reversed(place.parts[:-1]):
        named = dates_in(folder)
        if named:
            return named[0].date
    return None


def _body_of_folders(place: PurePosixPath) -> str | None:
    for folder in reversed(place.parts[:-1]):
        words = _plain(folder)
        if body := body_name(words if words != words.lower() else titled(words)):
            return body
    return None


def _title(stem: str) -> str | None:
    """Return the name as a title, without the date and kind that systems put around it."""
    title = _ISO.sub("", stem).strip(" -–_.")
    title = re.sub(r"(?i)^(?:press|news|media) release\b[ -:]*", "", title)
    if len([word for word in words_in(title) if len(word) > 2]) < 2:
        return None
    return title[0].upper() + title[1:]
