"""The commands that measure how decisions and votes are read, and how matters are grouped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from eval.decisions.scoring import DecisionScores, Share

Home = Annotated[Path, typer.Option("--home", help="The folder that holds the index.")]


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module to `app`."""
    app.command()(decisions)
    app.command()(matters)


def decisions(
    labels: Annotated[
        Path,
        typer.Option(
            "--labels", help="Decisions labelled by hand (docs/decisions-and-matters.md)."
        ),
    ],
    home: Home,
    bare: Annotated[
        Path | None,
        typer.Option(
            "--without-words", help="Write the labels here with spans and digests for their words."
        ),
    ] = None,
) -> None:
    """Measure how well decisions and votes are read, against labels made by hand.

    The documents that have labels are read anew by the rules of now.
    """
    import msgspec

    from eval.decisions.labels import load_labels, without_words
    from eval.decisions.run import read_and_score

    scores, placed, page_text = read_and_score(load_labels(labels), home)
    if bare is not None:
        lines = [msgspec.json.encode(without_words(each, page_text)) for each in placed]
        bare.write_bytes(b"\n".join(lines) + b"\n")
    _print(scores)


def matters(
    home: Home,
    known: Annotated[
        Path, typer.Option("--known", help="Matters that are known (eval/sample/README.md).")
    ] = Path("eval/sample/matters.json"),
) -> None:
    """Measure how well matters are grouped across meetings, against matters that are known."""
    from rich.console import Console
    from rich.table import Table

    from eval.decisions.matters import read_and_score
    from eval.decisions.scoring import Share
    from indexer.catalogue import open_catalogue
    from indexer.home import open_home

    catalogue = open_catalogue(open_home(home).catalogue_url)
    try:
        reader = catalogue.reader()
        lengths = {document.path: document.pages for document in reader.documents()}
        scores = read_and_score(known, reader, lengths)
    finally:
        catalogue.close()
    table = Table("known matter", "found as", "pages: precision", "recall")
    for each in scores.matters:
        table.add_row(
            each.known,
            f"{each.title} ({each.id})",
            _told(Share(each.right, each.found)),
            _told(Share(each.right, each.of)),
        )
    console = Console()
    console.print(table)
    console.print(
        f"Pairs of pages: precision {_told(Share(scores.right, scores.found))}, "
        f"recall {_told(Share(scores.right, scores.known))}."
    )


def _print(scores: DecisionScores) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("", "precision", "recall")
    for each in scores.measures:
        table.add_row(each.name, _told(each.precision), _told(each.recall))
    console = Console()
    console.print(table)
    console.print(f"{_told(scores.proofs)} of all quotations stand on their page.")
    for miss in scores.misses:
        console.print(f"{miss.document}, page {miss.page}: {miss.what}", markup=False)


def _told(share: Share) -> str:
    value = "–" if share.value is None else f"{share.value:.3f}"
    return f"{value} ({share.right}/{share.of})"
