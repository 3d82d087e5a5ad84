from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import etree

from eval.comparing.statistics import Interval
from eval.pages.plots import difference_plot, interval_plot, recall_plot
from eval.pages.report import write_report
from indexer.errors import EvaluationError
from tests.browser import in_a_browser, open_browser
from tests.eval.conftest import SHORT, MakeRun
from tests.eval.small_benchmark import DOCUMENTS, QRELS, QUERIES

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


class Outside(HTMLParser):
    """Collects what a page would load from elsewhere, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        for name, value in attributes:
            if name in {"src", "href", "xlink:href"} and value and not value.startswith("#"):
                self.loads.append(value)


@pytest.fixture
def page(make_small_run: MakeRun, tmp_path: Path) -> str:
    retrieval = SHORT.retrieval.model_copy(update={"dense_weight": 0.9})
    runs = [
        make_small_run("before"),
        make_small_run("after", settings=SHORT.model_copy(update={"retrieval": retrieval})),
    ]
    write_report(runs, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_page_needs_nothing_beside_it(page: str) -> None:
    parser = Outside()
    parser.feed(page)
    assert parser.loads == []
    assert parser.scripts == 1


def test_the_page_shows_figures_queries_settings_and_how_to_repeat_it(page: str) -> None:
    for text in QUERIES.values():
        assert (text in page) == (text != QUERIES["unjudged"])
    assert "95% interval" in page
    assert "make before" in page
    assert "retrieval.dense_weight: 0.4, 0.9" in page
    assert "qdrant-edge-py" in page
    assert len(set(re.findall(r"\b[0-9a-f]{64}\b", page))) == 3
    assert page.count('role="img"') == 3


def test_a_single_run_is_shown_arm_by_arm(make_small_run: MakeRun, tmp_path: Path) -> None:
    write_report([make_small_run()], tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(f'<th scope="row">{arm}' in page for arm in ("bm25", "dense", "fused", "full"))


def test_what_documents_queries_and_names_hold_is_shown_and_never_run(
    make_small_run: MakeRun, tmp_path: Path
) -> None:
    run = make_small_run(
        documents={**DOCUMENTS, "lido": (HOSTILE, f"lido {HOSTILE}")},
        queries={**QUERIES, "q1": f"lido repairs {HOSTILE}"},
        qrels=QRELS,
    )
    write_report([run], tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "alert(1)" in page
    assert "<img" not in page
    parser = Outside()
    parser.feed(page)
    assert parser.scripts == 1


def test_a_run_that_is_not_scored_is_refused_and_nothing_written(
    make_small_run: MakeRun, tmp_path: Path
) -> None:
    run = make_small_run()
    (run / "metrics.json").unlink()
    with pytest.raises(EvaluationError, match=r"metrics\.json"):
        write_report([run], tmp_path / "report.html")
    assert not (tmp_path / "report.html").exists()


def drawn() -> Iterator[tuple[str, str]]:
    interval = Interval(0.5, 0.4, 0.6)
    for plot in (
        interval_plot("Means & <more>", "nDCG@10", {"<b>": interval, "full": interval}),
        recall_plot("Recall", {"a": [(1, 0.1), (10, 0.5)], "b": [(1, 0.2), (10, 0.4)]}),
        difference_plot("Differences", "nDCG@10", [0.5, 0.0, -0.25]),
        difference_plot("None", "nDCG@10", [0.0, 0.0]),
    ):
        yield plot.svg, plot.words


@pytest.mark.parametrize(("svg", "words"), list(drawn()))
def test_a_plot_is_one_picture_that_says_in_words_what_it_shows(svg: str, words: str) -> None:
    root = etree.fromstring(svg.encode())
    assert root.attrib["role"] == "img"
    assert words in root.attrib["aria-label"]


def test_the_same_figures_draw_the_same_plot() -> None:
    assert list(drawn()) == list(drawn())


@in_a_browser
def test_the_filter_shows_the_queries_with_its_words(page: str, tmp_path: Path) -> None:
    with open_browser() as browser:
        opened = browser.new_page(viewport={"width": 400, "height": 800})
        faults: list[str] = []
        opened.on("pageerror", lambda fault: faults.append(str(fault)))
        opened.on("request", lambda request: faults.append(request.url))
        opened.goto((tmp_path / "report.html").as_uri())
        opened.fill("#filter", "roof leaks")
        assert opened.locator("#list > details:visible").count() == 1
        assert opened.locator("#shown").inner_text() == "1 of 4"
        assert opened.evaluate("document.documentElement.scrollWidth") <= 400
    assert faults == [(tmp_path / "report.html").as_uri()]
