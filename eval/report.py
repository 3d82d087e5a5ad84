"""One page that shows runs of one benchmark to people: figures, plots, and every query."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.files import write
from eval.report_page import RetrievalPage, retrieval_page

TEMPLATES = Path(__file__).parent / "templates"


def write_report(folders: Sequence[Path], file: Path) -> None:
    """Write the page of runs of one benchmark, the first being the baseline.

    Raises
    ------
    EvaluationError
        The runs are of different benchmarks or not scored, or the file cannot be written.
    """
    page = retrieval_page(folders)
    write(file, render(page).encode())


def render(page: RetrievalPage) -> str:
    """Return a page as HTML that needs nothing beside it."""
    from jinja2 import Environment as Templates
    from jinja2 import FileSystemLoader, StrictUndefined

    templates = Templates(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("report.html").render(page=page, chief=page.measure)
