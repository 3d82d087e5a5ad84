"""Answers in the terminal."""

from __future__ import annotations

import unicodedata

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from service.answers import Answer, ArmScore, Explained, Status
from service.cited import Citation, CitedDocument, CitedMeeting, Nearest, Statement
from service.quoted_tables import QuotedTable, quoted_table
from service.refusal.estimate import features_of
from service.wording import spoken

LABELS = {
    Status.ANSWERED: ("Answered", "bold green"),
    Status.PARTLY_ANSWERED: ("Partly answered", "bold yellow"),
    Status.NOT_IN_RECORDS: ("Not in the records", "bold yellow"),
    Status.NOT_A_QUESTION: ("Not a question", "bold yellow"),
}
WIDEST = 100


def print_answer(answer: Answer, notice: str = "", console: Console | None = None) -> None:
    """Print an answer for people."""
    console = console or Console()
    if console.width > WIDEST:
        console = Console(file=console.file, width=WIDEST)
    if notice:
        console.print(_text(notice, "reverse"))
    label, style = LABELS[answer.status]
    console.print()
    console.print(_text(answer.question, "bold"))
    said = f"  {plain(answer.introduction)}"
    console.print(_text(label, style).append(said, style="not bold default"))
    if answer.read_as.follows:
        console.print(_text(f"Read as: {answer.read_as.text}", "dim"))
    if answer.read_as.looked_first_at:
        console.print(_text(f"I looked first at: {answer.read_as.looked_first_at}.", "dim"))
    console.print()
    for statement in answer.statements:
        console.print(_quoted(statement))
    if answer.nearest:
        console.print(_text("The nearest records", "bold"))
        for near in answer.nearest:
            console.print(_near(near))
    if answer.candidates is not None:
        console.print(_explanation(answer))


def _quoted(statement: Statement) -> RenderableType:
    table = quoted_table(statement)
    words: RenderableType = _rows(table) if table else _text(f"“{statement.text}”")
    if statement.caption:
        words = Group(_text(statement.caption, "dim"), words)
    return Panel(
        Group(words, Text(), *_sources(statement.citations)),
        box=box.ROUNDED,
        border_style="dim",
        padding=(0, 1),
    )


def _rows(quoted: QuotedTable) -> Table:
    if quoted.pairs:
        table = Table(box=None, show_header=False, pad_edge=False)
        table.add_column(style="dim")
        table.add_column()
        for heading, cell in quoted.pairs:
            table.add_row(_text(heading), _text(cell))
        return table
    table = Table(box=box.SIMPLE, show_header=bool(quoted.headings), pad_edge=False)
    width = max(map(len, quoted.rows))
    for heading in quoted.headings or ("",) * width:
        table.add_column(_text(heading))
    for row in quoted.rows:
        table.add_row(*(_text(cell) for cell in row))
    return table


def _sources(citations: tuple[Citation, ...]) -> list[Text]:
    first = citations[0]
    pages = sorted({citation.page for citation in citations})
    named = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    lines = [_text(_where(first.document, first.meeting, first.agenda_item), "bold cyan")]
    lines.append(_text(f"{first.document.title}, {named}"))
    lines.append(_place(first.document, pages[0]))
    if first.also_in:
        others = "; ".join(f"{other.document.title}, page {other.page}" for other in first.also_in)
        lines.append(_text(f"also in: {others}", "dim"))
    return lines


def _near(near: Nearest) -> RenderableType:
    return Padding(
        Group(
            _text(_where(near.document, near.meeting, near.agenda_item), "bold cyan"),
            _text(f"{near.document.title}, page {near.page}"),
            _text(near.excerpt, "dim"),
            _place(near.document, near.page),
        ),
        (0, 0, 1, 2),
    )


def _where(document: CitedDocument, meeting: CitedMeeting | None, item: str | None) -> str:
    parts = [document.kind.replace("_", " ")]
    if meeting:
        day = spoken(meeting.date) if meeting.date else ""
        parts = [", ".join(filter(None, (meeting.council, meeting.body, day)))]
    return " · ".join([*parts, *([item] if item else [])])


def _place(document: CitedDocument, page: int) -> Text:
    text = _text(document.path, "dim")
    if document.url and document.url.startswith(("https://", "http://")):
        text.append("\n")
        text.append(plain(document.url), style=f"link {plain(document.url)}#page={page}")
    return text


def _explanation(answer: Answer) -> RenderableType:
    passages = Table(box=None, show_header=False, pad_edge=False)
    passages.add_column(justify="right")
    passages.add_column()
    for found in (answer.candidates or ())[:20]:
        passages.add_row(str(found.rank), _explained(found))
    evidence = ", ".join(
        f"{name} {value:.2f}" for name, value in features_of(answer.evidence).items()
    )
    times = ", ".join(f"{name} {spent:.0f} ms" for name, spent in answer.timings_ms.items())
    return Group(
        _text("Passages, as they were ranked\n", "bold"),
        passages,
        Text(),
        *(_text(f"Dropped, since {each.why}: {each.text}") for each in answer.dropped or ()),
        _text(f"Confidence {answer.confidence:.2f} from {evidence}"),
        _text(f"Times: {times}"),
        _text(f"Composer {answer.composer}, generation {answer.generation}"),
    )


def _explained(found: Explained) -> Text:
    numbers = {
        "score": f"{found.score:.3f}",
        "fused": f"{found.fused:.3f}",
        "named": f"{found.preference:.2f}",
        "BM25": _arm(found.sparse),
        "dense": _arm(found.dense),
        "read": "–" if found.marked is None else f"{found.marked:+.1f}",
    }
    also = f" (+{len(found.also_in)})" if found.also_in else ""
    text = _text(f"{found.title}, page {found.pages[0]}{also}\n")
    text.append(" · ".join(f"{name} {value}" for name, value in numbers.items()), style="dim")
    aside = found.rejected or ("the record asked for" if found.recorded else "")
    return text.append(f"\n{plain(aside)}", style="yellow") if aside else text


def _arm(score: ArmScore | None) -> str:
    return f"{score.score:.2f} #{score.rank}" if score else "–"


def plain(text: str) -> str:
    """Return `text` without control characters: no question or record steers a terminal."""
    return "".join(
        each
        for each in text
        if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cf", "Cs"}
    )


def _text(text: str, style: str = "") -> Text:
    return Text(plain(text), style=style)
