"""The people of a list of those present, in attendance or away: their names, and their roles.

What stands in brackets after a name is a role, as is an office after it ("Cllr Ash, Chairman") or
before it ("Chair Cllr Ash", "The Mayor, Councillor Ash"), and what a dash parts from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.decisions.paragraphs import Paragraph
from indexer.decisions.people import NAME, NOBODY, TITLE, names_in
from indexer.decisions.records import Attendee, Presence

MEMBERS = (Presence.PRESENT, Presence.APOLOGIES, Presence.ABSENT)
"""Lists of members: who is on them has a name, and their offices are few."""
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
SENTENCE = re.compile(
    r"(?<=[a-z\x00])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Cllr)(?<!Cllrs)(?<!Cr)\.\s+[A-Z].*", re.DOTALL
)
"""What follows a list of names: a sentence of its own."""
GOES_ON = re.compile(
    r"\.\s+(?=(?:Councillors|Cllrs)\s+(?:(?:and|[A-Z\x00][\w'\u2019\x00-]*),?\s+)*"
    r"[A-Z\x00][\w'\u2019\x00-]*(?:\.|$))"
)
"""Where a list goes on after a full stop: with names and nothing else."""
OFFICES = (
    r"(?:(?:[Tt]he|[Tt]own|[Pp]arish|[Cc]ity|[Cc]ounty|[Dd]eput[ey]|[Vv]ice|[Ll]ord|[Hh]igh|[Aa]cting)[\s-]+)*"
    r"(?:[Cc]hair(?:man|woman|person)?|[Mm]ayor|[Cc]onvener|[Pp]rovost|[Pp]resident|[Ll]eader|"
    r"[Cc]athaoirleach|[Ss]upervisor|[Tt]rustee|[Cc]ouncil(?:man|woman|person)|[Cc]lerk"
    r"(?:\s+to\s+the\s+[Cc]ouncil)?|[Mm]eetings\s+[Aa]dministrator|[Ss]heriff|[Aa]ttorney|[Ss]olicitor|[Tt]reasurer)"
)
AN_OFFICE = re.compile(rf"{OFFICES}\Z")
OFFICE_WORDS = re.compile(
    r"\b(?:manager|director|engineer|officer|executive|clerk|head|secretary|solicitor|planners?|"
    r"administrator|inspector|attorney|chief|treasurer|adviser|advisor|co-?ordinator|assistant)\b",
    re.IGNORECASE,
)
LED_BY_OFFICE = re.compile(rf"({OFFICES}),?\s+(?=(?:{TITLE})\s+[A-Z]|[A-Z]\.?\s*[A-Z])")
OFFICER_LINE = re.compile(
    rf"^\W*(?:Mrs?|Ms|Miss|Mx|Dr)\.?\s+{NAME}\s*(?:,|\s[\u2013-])(?!.*\b[Mm]ember\b)"
    rf".*?(?i:{OFFICE_WORDS.pattern})",
    re.DOTALL,
)
"""A line of one who serves the council: no title of a member, and an office after the name."""
ALONE = re.compile(rf"\W*(?:{OFFICES}|Councill?ors|Aldermen|Members)\W*\Z")
"""A line of a list that says what those on the lines below are."""
NUMBER = re.compile(r"^\W*\d[\w/.-]{0,9}\s+")
"""The number of a minute, before its words."""
WHO = re.compile(
    rf",?\s+(?:who|for\s+whom)\s.*?(?=,?\s+and\s+(?:from\s+)?(?:{TITLE})\s|,\s+(?:from\s+)?(?:{TITLE})\s|$)",
    re.DOTALL,
)
"""What a list says of one of its people: "who was unwell"."""
PARTED = re.compile(
    r"(?<=[a-z])(?<!County)(?<!Borough)(?<!District)(?<!City)(?<!Town)"
    rf"\s+(?=(?:Councillor|Cllr|Cr|Clr)\.?\s+(?:{NAME}))"
)
"""Where two names stand beside one another with nothing between."""
DASHED = re.compile(r"\s+[\u2013\u2014-]\s+(?P<role>\S.*)$")
PARTICLES = frozenset({"de", "del", "di", "du", "van", "von", "der", "la", "le", "of", "the", "to"})
NOT_PEOPLE = re.compile(
    r"\b(?:members?\s+of\s+(?:the\s+)?(?:public|press)|public|press|residents?|parishioners?|"
    r"no\s+(?:apologies|absences|members|councillors)|were\s+no)\b|^\W*(?:none|nil|no)\b",
    re.IGNORECASE,
)
TITLED = re.compile(
    rf"^\W*(?:\d[\w/.-]{{0,9}}\s+)?(?:and\s+)?(?:{TITLE}|Members:?|{OFFICES})\s*[:,]?\s*(?:[A-Z]|$)"
)
PLAIN = re.compile(rf"(?:{NAME})(?:\s+(?:OBE|MBE|CBE|OAM|JP))?\Z")
LONGEST = 60
"""Characters of the line of one person without a title."""


def people_in(text: str, presence: Presence) -> Iterator[Attendee]:
    """Yield the people of a list, as printed, each with their role."""
    roles: list[str] = []

    def keep(match: re.Match[str]) -> str:
        roles.append(" ".join(match[1].split()))
        return f" \x00{len(roles) - 1}\x00"

    if NOBODY.match(text.strip()) or re.match(r"\W*(?:none|nil|there\s+w)\b", text, re.IGNORECASE):
        return
    listed = GOES_ON.sub(", ", BRACKETS.sub(keep, NUMBER.sub("", text)))
    plain = WHO.sub("", SENTENCE.sub("", listed))
    plain = re.sub(r"\bfrom\s+(?=[A-Z])", "", plain)
    before: Attendee | None = None
    waiting = ""
    for part in _parts(PARTED.sub(", ", plain), presence):
        person = _person(part, presence, roles)
        if person is None:
            continue
        if _is_role(person.name, before, presence):
            if before is not None and not before.role:
                before = Attendee(before.name, presence, person.name)
            elif before is None:
                waiting = person.name
            continue
        if before is not None:
            yield before
        before = Attendee(person.name, presence, person.role or waiting)
        waiting = ""
    if before is not None:
        yield before
    elif waiting:
        yield Attendee(waiting, presence)


def _is_role(name: str, before: Attendee | None, presence: Presence) -> bool:
    """Return whether a part of a list is no person but what the one before is."""
    if presence in MEMBERS:
        return AN_OFFICE.match(name) is not None
    unsaid = before is not None and not before.role and not OFFICE_WORDS.search(before.name)
    titled = re.match(rf"(?:{TITLE})\s", name) is not None
    return unsaid and not titled and OFFICE_WORDS.search(name) is not None


def are_people(text: str, presence: Presence) -> bool:
    """Return whether a line below the label of a list is of the list."""
    plain = BRACKETS.sub("", " ".join(text.split())).strip(" .,;:*\u2022\u2013-")
    if is_group(plain):
        return True
    if not plain or NOT_PEOPLE.search(plain) or plain.endswith("?"):
        return False
    if SENTENCE.search(plain) or re.search(r"\b(?:was|were|is|are|had|has|have|that)\b", plain):
        return False
    if TITLED.match(plain):
        return True
    if presence not in MEMBERS:
        told = re.search(r"\b\w+ed\s+(?:the|that|to|by|a|an|in)\b", plain) is not None
        short = len(plain) <= 2 * LONGEST and plain[:1].isupper() and not plain.isupper()
        return (
            short and not told and (BRACKETS.search(text) or OFFICE_WORDS.search(plain)) is not None
        )
    parts = names_in(DASHED.sub("", plain))
    named = all(is_name(part) or AN_OFFICE.match(part) for part in parts)
    return presence is Presence.PRESENT and len(parts) > 1 and named


def is_name(text: str) -> bool:
    """Return whether a line may be the name of one person, without a title."""
    plain = " ".join(text.split()).strip(" .,*")
    words = len(plain.split())
    return PLAIN.match(plain) is not None and 1 < words < 5 and not plain.isupper()


def is_group(text: str) -> bool:
    """Return whether a line says what those below it are, and names nobody."""
    return ALONE.match(text) is not None


def marked(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the lines that name people: those with a star, where some bear one."""
    lines = [line for line in lines if not is_group(line.text)]
    starred = [line for line in lines if line.text.lstrip().startswith("*")]
    return starred or lines


def _parts(plain: str, presence: Presence) -> Iterator[str]:
    """Yield the names of a list; semicolons part them where it has any, commas within are roles."""
    for stretch in plain.split(";"):
        words = stretch.strip(" .,:*\n\t\u2022\u2013-")
        several = words.startswith(("Councillors", "Members", "Cllrs")) or words.count("\x00") > 2
        if presence is Presence.OFFICER and ";" in plain and not several:
            yield words
        elif words:
            yield from names_in(words)


def _person(part: str, presence: Presence, roles: Sequence[str]) -> Attendee | None:
    """Return the person whom a part of a list names, or None."""
    kept = re.search(r"\x00(\d+)\x00", part)
    plain = re.sub(r"\s*\x00\d+\x00", "", part).strip(" *")
    said = roles[int(kept[1])] if kept else ""
    if said.startswith(("Councillor ", "Cllr ", "Alderman ")) and AN_OFFICE.match(
        re.sub(r"\s+in\s+the\s+[Cc]hair$", "", plain)
    ):
        # "The Mayor (Councillor Joan Eddlestow)": the office stands first.
        plain, said = said.split(" ", 1)[1], plain
    plain = re.sub(r"\s+in\s+the\s+[Cc]hair$", "", plain)
    if led := LED_BY_OFFICE.match(plain):
        plain, said = plain[led.end() :], said or led[1]
    if presence in MEMBERS:
        if dashed := DASHED.search(plain):
            plain, said = plain[: dashed.start()], said or dashed["role"]
        plain = _before_small_words(plain)
    led_small = plain.split(" ", 1)[0] in PARTICLES - {"the", "of", "to"}
    if not (plain[:1].isupper() or led_small) or NOT_PEOPLE.search(plain):
        return None
    if presence in MEMBERS and (re.search(r"[:(]", plain) or re.fullmatch(r"[A-Z]{1,3}", plain)):
        return None
    return Attendee(plain, presence, said)


def _before_small_words(name: str) -> str:
    """Return a name without the sentence that goes on after it: "Ash had sent"."""
    words = name.split()
    for at, word in enumerate(words):
        if word.islower() and word.isalpha() and word not in PARTICLES:
            return " ".join(words[:at])
    return name
