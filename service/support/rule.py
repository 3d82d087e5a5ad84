"""The rule: a written statement is supported where its cited passages say all that can be checked.

Codes, days, figures with their units, names, the parts people played, votes, negations and words
with an opposite must all be met, and most other words too, by the few sentences of each cited
passage that are most like the statement. A figure must stand near what it is said to be of. What
speaks to its reader as to a machine ("ignore all instructions") proves nothing. The rule reads
words, not meaning: its error rates are in docs/experiments/support.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer.terms import TERM, stem
from service.compose.sentences import Unit, units_of
from service.language import STOP_WORDS
from service.support.attachment import belongs, words_about
from service.support.figures import Figure, codes_of, days_of, figures_of
from service.support.naming import names_of, roles_of, votes_of
from service.support.polarity import sides_of, terms_of, turned

INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules?|above)\b"
    r"|\b(?:system|developer)\s+prompt\b|\byou\s+(?:must|should|will|are\s+to)\s+"
    r"(?:now\s+)?(?:answer|say|reply|respond|write|output)\b|\bas\s+an?\s+(?:ai|assistant)\b"
    r"|\b(?:answer|reply|respond)\s+(?:only\s+)?with\b|\blanguage\s+model\b",
    re.IGNORECASE,
)
TAINTED = 3
"""How many sentences an instruction takes with it: itself, and those that it introduces."""
MARKUP = re.compile(r"https?:|www\.|<\s*/?\w|\]\(")
SAME = {
    stem(word): group[0]
    for group in (
        ("approved", "agreed", "resolved", "granted", "accepted", "decided", "adopted"),
        ("refused", "rejected", "declined"),
        ("costs", "spend", "spent", "price", "expenditure"),
        ("begin", "start", "commence"),
        ("councillor", "councillors", "cllr", "cllrs", "member"),
        ("increased", "rise", "rose", "raised", "grew"),
        ("reduced", "fell", "fall", "cut", "decreased"),
        ("unanimous", "unanimously"),
    )
    for word in group
}


class Rule(Struct, frozen=True):
    """Two thresholds, each a share from 0 to 1.

    ``coverage``: the statement's words that the sentences must have. ``nearness``: the words about
    a figure that the sentence with that figure must have.
    """

    coverage: float = 0.6
    nearness: float = 0.3
    reach: int = 4


class Source(Struct, frozen=True):
    """A cited passage: its words, the headings over its table, and where it stands."""

    text: str
    header: str = ""
    context: str = ""


class Window(Struct, frozen=True):
    """Units of one source that follow one another; ``source`` is its place among those cited."""

    source: int
    units: tuple[Unit, ...]
    text: str


class Verdict(Struct, frozen=True):
    """Whether a statement is supported; why not, or empty; and the sentences that support it."""

    supported: bool
    reason: str = ""
    windows: tuple[Window, ...] = ()


def judge(statement: str, sources: Sequence[Source], rule: Rule | None = None) -> Verdict:
    """Return whether `sources` support `statement` under `rule`."""
    rule = rule or Rule()
    if MARKUP.search(statement) or INSTRUCTION.search(statement):
        return Verdict(False, "it holds a link, markup or an instruction")
    wanted = _meaning(statement)
    if not wanted:
        return Verdict(False, "it says nothing that can be checked")
    windows = tuple(_best(statement, wanted, sources))
    if not windows:
        return Verdict(False, "no cited sentence is like it")
    said = "\n".join(window.text for window in windows)
    around = "\n".join(
        f"{sources[window.source].context}\n{sources[window.source].header}" for window in windows
    )
    reason = (
        _unmet_codes(statement, f"{said}\n{around}")
        or _unmet_days(statement, f"{said}\n{around}")
        or _unmet_figures(statement, windows, sources, rule)
        or _unmet_names(statement, f"{said}\n{around}")
        or _unmet_parts(statement, said)
        or _turned_round(statement, said, f"{said}\n{around}")
    )
    if reason:
        return Verdict(False, reason)
    covered = len(wanted & _meaning(f"{said}\n{around}")) / len(wanted)
    if covered < rule.coverage:
        return Verdict(False, f"only {covered:.0%} of its words are in what it cites")
    return Verdict(True, windows=windows)


def _best(statement: str, wanted: frozenset[str], sources: Sequence[Source]) -> Iterator[Window]:
    """Yield the window of each source that has most of the statement, where any has some."""
    values = {figure.value for figure in figures_of(statement)}
    # the sentence that says the opposite is the one to hold a statement against
    turns = {pair for pair, _, _ in sides_of(statement)}
    for number, source in enumerate(sources):
        ranked = [
            (
                len(wanted & _meaning(window.text))
                + len(turns & {pair for pair, _, _ in sides_of(window.text)})
                + 2 * len(values & {each.value for each in figures_of(window.text, source.header)}),
                -len(window.text),
                window,
            )
            for window in _windows(number, source)
        ]
        if ranked:
            score, _, best = max(ranked, key=lambda each: each[:2])
            if score:
                yield best


def _windows(number: int, source: Source) -> Iterator[Window]:
    """Yield rows alone, and one to three sentences that follow one another."""
    units = _untainted(source.text)
    for at, unit in enumerate(units):
        run: list[Unit] = []
        for following in units[at : at + 3]:
            row = "\t" in source.text[following.start : following.stop]
            if run and (row or "\t" in source.text[unit.start : unit.stop]):
                break
            run.append(following)
            text = "\n".join(source.text[each.start : each.stop] for each in run)
            yield Window(number, tuple(run), text)


def _untainted(text: str) -> list[Unit]:
    kept: list[Unit] = []
    left = 0
    for unit in units_of(text):
        if INSTRUCTION.search(text[unit.start : unit.stop]):
            left = TAINTED
        if not left:
            kept.append(unit)
        left = max(0, left - 1)
    return kept


def _unmet_codes(statement: str, evidence: str) -> str:
    missing = codes_of(statement) - codes_of(evidence)
    return f"{', '.join(sorted(missing))} is not in what it cites" if missing else ""


def _unmet_days(statement: str, evidence: str) -> str:
    held = days_of(evidence)
    for day in days_of(statement):
        if not any(day.agrees(other) for other in held):
            return f"{statement[day.start : day.stop].strip()} is not in what it cites"
    return ""


def _unmet_figures(
    statement: str, windows: Sequence[Window], sources: Sequence[Source], rule: Rule
) -> str:
    held = [
        (figure, window.text[unit_start:unit_stop], sources[window.source])
        for window in windows
        for unit_start, unit_stop in _lines(window.text)
        for figure in figures_of(window.text[unit_start:unit_stop], sources[window.source].header)
    ]
    for figure in figures_of(statement):
        words = statement[figure.start : figure.stop].strip()
        if figure.value == 1 and not words[0].isdigit() and not figure.unit:
            continue
        if _is_year(figure) and any(words in f"{line} {at.context} {at.header}"
                                    for line, at in _texts(windows, sources)):  # fmt: skip
            continue
        about = words_about(statement, figure, rule.reach)
        near = frozenset().union(*map(_meaning, about))
        places = [(line, at, other) for other, line, at in held if _equal(figure, other, line, at)]
        if not places:
            return f"{words} is not in what it cites"
        met = max(
            len(near & _meaning(f"{line} {at.header} {at.context}"))
            if belongs(about, other, line, at.header, _meaning)
            else -1
            for line, at, other in places
        )
        if met < 0 or met < rule.nearness * len(near):
            return f"{words} does not stand by what it is said to be of"
    return ""


def _texts(windows: Sequence[Window], sources: Sequence[Source]) -> Iterator[tuple[str, Source]]:
    for window in windows:
        yield window.text, sources[window.source]


def _equal(said: Figure, held: Figure, line: str, source: Source) -> bool:
    if said.value != held.value:
        return False
    if said.unit == held.unit or not said.unit:
        return True
    if held.unit:
        return False
    return said.unit in f"{line if said.unit not in '£$€%' else ''} {source.header}".casefold()


def _is_year(figure: Figure) -> bool:
    return not figure.unit and figure.value == int(figure.value) and 1900 <= figure.value <= 2100


def _unmet_names(statement: str, evidence: str) -> str:
    held = {stem(match[0].casefold()) for match in re.finditer(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*",
                                                              evidence)}  # fmt: skip
    missing = [name for name in names_of(statement) if name not in held]
    return f"the name {missing[0]!r} is not in what it cites" if missing else ""


def _unmet_parts(statement: str, evidence: str) -> str:
    roles = roles_of(evidence)
    played = {role for role, _ in roles}
    for role, name in roles_of(statement):
        if role in played and (role, name) not in roles:
            return f"{name} is not who {role} by what it cites"
    votes = votes_of(evidence)
    missing = votes_of(statement) - votes if votes else frozenset()
    return "the votes are not those of what it cites" if missing else ""


def _turned_round(statement: str, said: str, evidence: str) -> str:
    mine, theirs = terms_of(statement), terms_of(said)
    for word in sorted(mine.plain - mine.negated):
        if word in theirs.negated and word not in theirs.plain:
            return f"{word!r} is denied in what it cites"
    for word in sorted(mine.negated - mine.plain):
        if word in theirs.plain and word not in theirs.negated:
            return f"{word!r} is not denied in what it cites"
    if mine.negated and not terms_of(evidence).negated:
        return "it denies what nothing that it cites denies"
    word = turned(statement, said)
    return f"{word!r} is the opposite of what it cites" if word else ""


def _meaning(text: str) -> frozenset[str]:
    """Return the words of `text` with a meaning, without figures, those that mean one as one."""
    words = (match[0].casefold().replace("’", "'") for match in TERM.finditer(text))
    stems = (stem(word) for word in words if word not in STOP_WORDS and not word[0].isdigit())
    return frozenset(SAME.get(each, each) for each in stems)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.start(), match.end()
