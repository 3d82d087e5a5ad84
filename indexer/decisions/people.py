"""The names of people as minutes print them: one in a sentence, and lists of them."""

from __future__ import annotations

import re

TITLE = (
    r"(?:The\s+)?(?:County\s+)?(?:Councill?ors?|COUNCILLORS?|Cllrs?\.?|Cl?rs?\.?|Mr\.?|Mrs\.?|"
    r"Ms\.?|Miss|Mx\.?|Dr\.?|Sir|Dame|Lord|Lady|Baroness|Prof(?:essor)?\.?|Rev(?:erend|d)?\.?|"
    r"Ald(?:erm[ae]n)?\.?|Cm\.?|Council(?:[Mm]ember|m[ae]n|wom[ae]n|[Pp]erson)s?|Trustees?|"
    r"Select(?:man|men|woman|person)|Supervisors?|Commissioners?)"
)
WORD = (
    r"(?:(?:[A-Z]\.\s?|[A-Z]\s){0,3}(?:(?:de|del|di|du|van|von|der|la|le|\u00d3|U\u00ed|N\u00ed)\s)?"
    r"[A-Z\u00c0-\u00de][\w\u2019'-]*[\w])"
)
NAME = rf"{WORD}(?:\s+{WORD}){{0,3}}"
OFFICE = (
    r"(?:[Tt]he\s+)?(?:(?:Deputy|Vice|Lord)[\s-]+)*(?:Chair(?:man|woman|person)?|Leader|Mayor|"
    r"President|Provost|Convener|Cathaoirleach)\b(?:\s+of\s+the\s+(?:Council|Committee))?"
)
HONOUR = r"(?:,?\s+(?:OBE|MBE|CBE|KBE|DBE|BEM|MP|JP|DL|KC|QC|TD)\b)*"
COUNCILLOR = r"(?:Councill?ors?|Cllrs?|Aldermen|Alderman)\b"
UNTITLED = rf"{WORD}\s+(?!{COUNCILLOR}){WORD}(?:\s+(?!{COUNCILLOR}){WORD})?"
PERSON = rf"(?:{TITLE}\s+{NAME}|{OFFICE}(?:\s+(?:{TITLE}\s+)?{NAME})?|{UNTITLED}){HONOUR}"
"""A person: with a title, by office, or by first name and surname."""
IN_WORDS = (
    r"(?:\s*\([^)]{1,100}\)"
    r"|,\s(?:(?!\b(?:Councillor|Cllr|Cr|Alderman|Mr|Mrs|Ms|Miss|Dr)\b)[^.;:]){2,120}?,)?"
)
"""What may stand between a name and its verb: a party in brackets, or an office."""

HONOURS = re.compile(r"(?:OBE|MBE|CBE|KBE|DBE|BEM|MP|JP|DL|KC|QC|TD)\Z")
COLLECTIVE = re.compile(
    r"^\s*(?:and\s+)?(?:(?:County\s+)?(?:Councill?ors?|COUNCILLORS?)|Cllrs?\.?|Cl?rs|Aldermen|"
    r"Members|Commissioners|Supervisors|Trustees|Messrs\.?|Council(?:[Mm]embers?|men|persons))\s*:?,?\s+"
)
BARE_TITLE = re.compile(rf"(?:^|[\s,])(?:{TITLE})$")
PARTED = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s*&\s*")
LISTED = re.compile(rf"(?:{TITLE}\s+)?(?:{NAME}|{OFFICE}|{WORD}){HONOUR}(?:\s*\([^)]*\))?\Z")
PROCEDURE = frozenset(
    {
        "absent", "abstain", "abstained", "action", "adopt", "adopted", "amendment", "amendments",
        "and", "approve", "approved", "ayes", "carried", "defeated", "deferred", "fail", "failed",
        "fails", "item", "lost", "motion", "motions", "nay", "nays", "noes", "not", "passed",
        "postponed", "recused", "rejected", "resolution", "seconded", "suspend", "tabled", "the",
        "unanimously", "vote", "votes", "was", "withdrawn", "yea", "yeas",
    }
)  # fmt: skip
"""Words of how something is put and ends: what has no other names nobody."""
SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bCllr)(?<!\bCllrs)(?<!\bCr)(?<!\b[A-Z])\.\s"
)
"""A full stop that ends a sentence: after an initial or a title it only shortens a word."""
NOBODY = re.compile(r"(?:none|nil|nobody|no one|0|-)\.?\Z", re.IGNORECASE)


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of a list, as printed, without the title they share and their honours."""
    plain = COLLECTIVE.sub("", " ".join(text.split())).rstrip(" .,;:")
    if not plain or NOBODY.match(plain):
        return ()
    parts = [COLLECTIVE.sub("", part).strip() for part in PARTED.split(plain)]
    return tuple(part for part in parts if part and not HONOURS.match(part))


def are_names(text: str) -> bool:
    """Return whether `text` is a list of names and nothing else, or says that there are none."""
    plain = COLLECTIVE.sub("", " ".join(text.split())).rstrip(" .,;:")
    if NOBODY.match(plain):
        return True
    parts = [part for part in PARTED.split(plain) if part]
    if any(PROCEDURE.issuperset(part.rstrip(":").casefold().split()) for part in parts):
        return False
    fitting = sum(
        bool(LISTED.match(COLLECTIVE.sub("", part)) or BARE_TITLE.search(part)) for part in parts
    )
    return bool(parts) and fitting >= 0.9 * len(parts)


def runs_on(text: str) -> bool:
    """Return whether a list of names is broken off: after a comma, "and", or a bare title."""
    plain = text.rstrip()
    return plain.endswith((",", " and", " &")) or bool(BARE_TITLE.search(plain))
