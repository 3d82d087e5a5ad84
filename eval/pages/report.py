"""One page that shows runs to people: figures, plots, and every query or question."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.answers.run import is_answers_run
from eval.files import write

TEMPLATES = Path(__file__).parent / "templates"


def write_report(folders: Sequence[Path], file: Path) -> None:
    """Write the page of runs of one benchmark or of the same questions, the baseline first.

    Raises
    ------
    EvaluationError
        The runs are of different benchmarks or questions or not scored, or the file cannot be
        written.
    """
    write(file, _page(folders).encode())


def _page(folders: Sequence[Path]) -> str:
    # plots and statistics take a second to import
    if is_answers_run(folders[0]):
        from eval.answers.page import answers_page

        return render("answers.html", answers_page(folders))
    from eval.retrieval.page import retrieval_page

    return render("retrieval.html", retrieval_page(folders))


def render(template: str, page: object) -> str:
    """Return a page as HTML that needs nothing beside it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(template).render(page=page)
