"""What kind of document its first pages show it to be.

The form of the text decides, never a word that occurs in it: reports speak of minutes, agendas list
them, and a page titled "Agenda and minutes" is what stands under its items. Each kind has its own
marks, and the rules are asked in order, the more telling forms first.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable

from indexer.inference.fields import OF_A_REPORT
from indexer.inference.first_pages import FirstPages, is_item
from indexer.inference.item_pages import item_meeting
from indexer.records import DocumentKind

_LONGEST_HEADING = 90

_PRESS = re.compile(r"(?:press|news|media) (?:release|statement)s?\b", re.IGNORECASE)
_NEWS = re.compile(r"(?:Date published|Published)(?: on)?:? (?=.*\d{4}$).{6,40}$")
"""What stands under the headline of a council's news."""
_PRESS_MARKS = (
    re.compile(r"\bnotes? (?:to|for) editors\b", re.IGNORECASE),
    re.compile(r"\bfor immediate release\b", re.IGNORECASE),
    re.compile(r"\b(?:media|press) (?:contact|enquiries|office)\b\s*[:\n]", re.IGNORECASE),
    re.compile(r"^[-–— ]*ends[-–— ]*$", re.IGNORECASE | re.MULTILINE),
    re.compile(r"\b(?:said|added|says|explained)\s?[:,]\s?[\"“‘']"),
    re.compile(r"^(?:date )?published\b", re.IGNORECASE | re.MULTILINE),
)
_AI_LABEL = re.compile(
    r"\b(?:AI|machine|automatically|computer)[- ]generated\b|\bgenerated (?:by|with|using) AI\b"
    r"|\b(?:summary|page|text) (?:was|is|has been) (?:written|generated|produced|created)"
    r" (?:automatically|(?:by|with|using) (?:a computer|AI\b|artificial|a (?:large )?language"
    r"|machine))",
    re.IGNORECASE,
)
_LONGEST_LABEL = 120
_SUMMARY = re.compile(
    r"\b(?:meeting|committee|council) summar(?:y|ies)\b|\bsummar(?:y|ies) of (?:\w+ )?meetings?\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"(?:.*[–—:-] ?)?(?:(?:proposed|draft|executive|officer|delegated|cabinet|member|key|urgent)"
    r" )*(?:record of (?:(?:an?|the|executive|officer|delegated|cabinet|member|urgent|key|council"
    r"|non-key) )*decisions?|(?:notice|statement|record) of (?:\w+ ){0,2}decisions?"
    r"|decision (?:notice|record|sheet|detail)s?|decision list"
    r"|decisions (?:taken|made) (?:at|by)\b)\b.{0,60}",
    re.IGNORECASE,
)
_PACK = re.compile(
    r"(?:public )?(?:(?:document|reports?|agenda|supplementary|information)[ ,&]*(?:and )?)+packs?"
    r"\b.*|(?:agenda )?supplement(?:ary)?(?: (?:agenda|papers?|pack|reports?|document))*"
    r"(?: \w{1,3})?",
    re.IGNORECASE,
)
_ENCLOSED = re.compile(r"\b(?:enclosed?|attached|unavailable|to follow)\b", re.IGNORECASE)
_DEAR_MEMBER = re.compile(r"dear (?:members?|councillors?|colleagues?)\b", re.IGNORECASE)
_MINUTES = re.compile(
    r"(?:draft |confirmed |printed |public |signed |unconfirmed )*minutes? of (?:proceedings"
    r"|(?:the |an? )?(?:[\w-]+ ){0,4}?(?:meeting|committee|cabinet|council|board|panel))\b"
    r"(?!.*\(pages?\b)",
    re.IGNORECASE,
)
_MINUTES_HEADING = re.compile(
    r"(?:\w+ \d{1,2},? \d{4} )?"
    r"(?:(?:draft|confirmed|adopted|printed|public|meeting|council|committee|cabinet|unconfirmed"
    r"|open|town|parish|board|regular) )*"
    r"minutes(?: \(draft\)| - draft)?(?:[ ,:–-]+(?:\w+ ){1,3}\d{4})?",
    re.IGNORECASE,
)
_AT_A_MEETING = re.compile(r"at an? (?:[\w-]+ ){0,3}?meeting of\b.*", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:(?:members|councillors|council ?members|council|of council|also|those|officers"
    r"|committee members|board members|commissioners|aldermen|trustees) )*"
    r"(?:present|in attendance|attendance|attending|roll call|in the chair)\b(?: ?[:(–-].*|$)"
    r"|present ?[:–-]|present (?:(?:deputy )?mayor|councillors?|cllrs?|crs?)\b"
    r"|\d+\.? (?:roll call\b.*|present|attendance)$",
    re.IGNORECASE,
)
_WERE_PRESENT = re.compile(r"(?:\w+ )?present\b ?[:–-]?.*", re.IGNORECASE)
_AGENDA = re.compile(
    r"(?:(?:public|meeting|draft|council|committee) )*(?:a ?g ?e ?n ?d ?a)(?: frontsheet)?"
    r"|summons(?: (?:to|and)\b.*)?|agenda for\b.*|notice(?: of .*meeting| and agenda.*)"
    r"|.*\bmeeting of the .* will be held\b.*",
    re.IGNORECASE,
)
_SUMMONED = re.compile(r".*\byou are (?:hereby )?summoned to attend\b", re.IGNORECASE)
_MEETING_PAGE = re.compile(
    r"(?:agenda|meeting)(?: details)?(?:(?:,| and| &) .+)?|decisions(?:,| and| &) .+", re.IGNORECASE
)
"""What ModernGov heads the page of a meeting with, whether or not it has been held."""
_AGENDA_AND_MINUTES = re.compile(
    r"agenda(?:,| and| &) (?:draft |printed )*(?:decisions|minutes)\b.*", re.IGNORECASE
)
_OF_AN_ITEM = re.compile(r"(?:(?:draft|printed) )?(?:minutes|decisions?):", re.IGNORECASE)
"""What stands over the minutes or the decision of an item, on a line of its own."""
_TO_BE_DONE = re.compile(
    r"to [a-z]+\b|of the (?:previous |last )?(?:meeting|minutes)\b|report of\b"
    r"|(?:the )?(?:[\w-]+ ){1,4}(?:is|are) (?:asked|invited|recommended|requested)\b",
    re.IGNORECASE,
)
"""How an agenda says what is to be done under an item: "To confirm the minutes"."""
_BANNER = re.compile(
    r"agenda item(?: no\.?| number)?:? ?\d+.*"
    r"|this page is (?:intentionally|deliberately)(?: left)? blank",
    re.IGNORECASE,
)
"""What packs print over the papers of an item, and on the blank page before the next."""
_OPENS_A_REPORT = re.compile(
    rf"{_BANNER.pattern}|from ?: .+|report (?:of|by|to|author)\b.*", re.IGNORECASE
)
_REPORT_LINE = re.compile(
    r"(?:appendix|annexe?|schedule|enclosure)\b(?: [A-Z0-9]{1,3})?\b.{0,80}"
    r"|report (?:of|by|to|from)\b.{3,80}|.*\breport|purpose of (?:the )?report"
    r"|recommendations?(?:\(s\))?|executive summary|(?:introduction|background)(?: and .*)?"
    r"|.*\b(?:impact assessment|eqia|dpia|submission form|amendment form|strategy|policy"
    r"|action plan|business case|risk register|terms of reference|statement of .*)(?: .{0,30})?",
    re.IGNORECASE,
)


def kind_of(pages: FirstPages) -> DocumentKind | None:
    """Return the kind that the form of `pages` shows, or ``None`` where it shows none."""
    return next((kind for kind, holds in _RULES if holds(pages)), None)


def records_its_items(pages: FirstPages) -> bool:
    """Return whether `pages` are a meeting's page that has the minutes or decisions of its items.

    Before the meeting the same page is its agenda.
    """
    if _heading(pages, _MEETING_PAGE, 6) is None:
        return False
    first_item = next((at for at, line in enumerate(pages.lines) if is_item(line)), None)
    under_items = pages.lines[first_item:] if first_item is not None else ()
    return any(
        _OF_AN_ITEM.fullmatch(line) and not _TO_BE_DONE.match(following)
        for line, following in itertools.pairwise(under_items)
    )


def names_those_present(pages: FirstPages) -> bool:
    """Return whether a line of `pages` begins the list of who was there."""
    return any(map(begins_those_present, pages.lines))


def begins_those_present(line: str) -> bool:
    """Return whether `line` begins the list of who was there."""
    return _PRESENT.match(line.strip(" *#")) is not None


def is_banner(lines: Iterable[str]) -> bool:
    """Return whether one of `lines` is what packs print over the papers of another item."""
    return any(_BANNER.fullmatch(line) for line in lines)


def is_ai_generated(pages: FirstPages) -> bool:
    """Return whether `pages` bear a label that says so; running text about AI is none."""
    return any(
        len(line) <= _LONGEST_LABEL and _AI_LABEL.search(line) is not None for line in pages.lines
    )


def _is_press_release(pages: FirstPages) -> bool:
    if any(_PRESS.match(line) for line in pages.head(6)):
        return True
    if report_labels(pages):
        return False
    if any(_NEWS.match(line) for line in pages.head(8)):
        return True
    everything = "\n".join(pages.lines)
    return sum(mark.search(everything) is not None for mark in _PRESS_MARKS) >= 2


def _is_meeting_summary(pages: FirstPages) -> bool:
    if _SUMMARY.search("\n".join(pages.head(4))) and not names_those_present(pages):
        return True
    head = "\n".join(pages.head(25))
    return is_ai_generated(pages) and re.search(r"(?i)\b(?:meeting|committee)\b", head) is not None


def _is_decision_notice(pages: FirstPages) -> bool:
    return _heading(pages, _DECISION, 12) is not None


def _is_reports_pack(pages: FirstPages) -> bool:
    if _heading(pages, _PACK, 4) is not None:
        return True
    letter = any(_DEAR_MEMBER.match(line) for line in pages.head(20))
    if letter and pages.rest and _ENCLOSED.search(pages.text):
        return True
    return _is_agenda(pages) and any(
        _OPENS_A_REPORT.fullmatch(line) for page in pages.rest[1:] for line in page
    )


def _is_minutes(pages: FirstPages) -> bool:
    if records_its_items(pages) or item_meeting(pages):
        return True
    agenda = _heading(pages, _AGENDA, 45)
    sentence = _heading(pages, _MINUTES, 25, longest=200)
    if sentence is not None and (agenda is None or sentence < agenda):
        return True
    if not names_those_present(pages):
        return False
    heading = _heading(pages, _MINUTES_HEADING, 30)
    if heading is None:
        heading = _heading(pages, _AT_A_MEETING, 15, longest=200)
    if heading is None:
        # Some print no more than the committee, the day and who was there.
        heading = _heading(pages, _WERE_PRESENT, 12, longest=200)
    return heading is not None and (agenda is None or heading < agenda)


def _is_agenda(pages: FirstPages) -> bool:
    if _heading(pages, _AGENDA_AND_MINUTES, 6) is not None:
        return True
    if _heading(pages, _SUMMONED, 20, longest=300) is not None:
        return True
    return _heading(pages, _AGENDA, 45) is not None and not report_labels(pages)


def _is_report(pages: FirstPages) -> bool:
    if report_labels(pages) or _heading(pages, _REPORT_LINE, 8) is not None:
        return True
    return any(
        len(block.text) <= _LONGEST_HEADING and _REPORT_LINE.fullmatch(block.text.strip(" .:"))
        for block in pages.opening[:4]
    )


def report_labels(pages: FirstPages) -> int:
    """Return how many labels of a report head `pages`, each counted once."""
    return len(
        {field.label for field in pages.fields if field.at < 40 and field.label in OF_A_REPORT}
    )


def _heading(
    pages: FirstPages, form: re.Pattern[str], lines: int, longest: int = _LONGEST_HEADING
) -> int | None:
    """Return the place of the first heading of that form among the first `lines`."""
    for at, line in enumerate(pages.head(lines)):
        words = line.strip(" *#_.:")
        if is_item(line) or len(words) > longest:
            continue
        match = form.match(words)
        if match and (longest > _LONGEST_HEADING or match.end() == len(words)):
            return at
    return None


_RULES: tuple[tuple[DocumentKind, Callable[[FirstPages], bool]], ...] = (
    (DocumentKind.DECISION_NOTICE, _is_decision_notice),
    (DocumentKind.MEETING_SUMMARY, _is_meeting_summary),
    (DocumentKind.REPORTS_PACK, _is_reports_pack),
    (DocumentKind.MINUTES, _is_minutes),
    (DocumentKind.AGENDA_FRONTSHEET, _is_agenda),
    (DocumentKind.PRESS_RELEASE, _is_press_release),
    (DocumentKind.REPORT, _is_report),
)
