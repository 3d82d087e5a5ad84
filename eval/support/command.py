"""The command that measures the rule by which written statements are checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eval.support.scoring import Share


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to `app`."""
    app.command()(support)


def support(
    statements: Annotated[
        Path, typer.Option("--statements", help="Statements, true and falsified.")
    ] = Path("eval/sample/statements.jsonl"),
    wrong: Annotated[
        bool, typer.Option("--wrong", help="Print each statement that is judged wrongly.")
    ] = False,
) -> None:
    """Measure how often the check of written statements is wrong.

    The statements of odd groups are those that the rule was tuned on.
    """
    from rich.console import Console
    from rich.table import Table

    from eval.support.scoring import load_statements, score

    made = load_statements(statements)
    console = Console()
    for title, remainder in (("Tuned on", 1), ("Kept back", 0)):
        scores = score([each for each in made if each.group % 2 == remainder])
        table = Table(title=title, title_justify="left")
        for column in ("Kind", "Judged wrongly", "95% interval"):
            table.add_column(column)
        table.add_row("falsified, accepted", *_row(scores.false_accepts))
        table.add_row("true, rejected", *_row(scores.false_rejects), end_section=True)
        for kind in scores.kinds:
            table.add_row(kind.kind, *_row(kind.share))
        console.print(table)
        for each in scores.wrong if wrong else ():
            console.print(f"{each.id} {each.kind}: {each.statement}", markup=False)


def _row(share: Share) -> tuple[str, str]:
    return f"{share.wrong} of {share.total}", f"{share.low:.0%} to {share.high:.0%}"
