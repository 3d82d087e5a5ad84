"""Benchmarks in the forms of TREC.

A folder holds

- ``topics.*``: ``<top>`` blocks with ``<num>`` and ``<title>``, or lines of an id, a tab and the
  query;
- ``qrels.*``: lines of query, iteration, document and grade between white space;
- the corpus: ``corpus.jsonl`` as in BEIR, or ``*.trec`` or ``*.sgml`` files of ``<DOC>`` blocks
  with ``<DOCNO>``, ``<TITLE>`` or ``<HEADLINE>``, and ``<TEXT>``.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from pathlib import Path

from eval.benchmarks.beir import CORPUS, documents_in
from eval.benchmarks.lines import digest_of, numbered_lines, whole_text
from eval.benchmarks.values import (
    Benchmark,
    BenchmarkDocument,
    Digests,
    Judgement,
    Placed,
    PlacedQuery,
    Query,
    assembled,
)
from indexer.errors import EvaluationError

_TOPIC = re.compile(r"<top>(.*?)</top>", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"<num>\s*(?:Number:)?\s*([^\s<]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title>\s*(?:Topic:)?\s*([^<]*)", re.IGNORECASE)
_DOCUMENT = re.compile(r"<DOC>(.*?)</DOC>", re.IGNORECASE | re.DOTALL)
_DOCUMENT_ID = re.compile(r"<DOCNO>\s*(.*?)\s*</DOCNO>", re.IGNORECASE | re.DOTALL)
_HEADLINE = re.compile(r"<(TITLE|HEADLINE)>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def is_trec(folder: Path) -> bool:
    """Return whether `folder` has topics and qrels as TREC names them."""
    return any(folder.glob("topics.*")) and any(folder.glob("qrels.*"))


def load_trec(folder: Path) -> Benchmark:
    """Return the benchmark in `folder`.

    Raises
    ------
    EvaluationError
        A file is missing, there more than once, or wrong; the message names it and the line.
    """
    topics, qrels = _one(folder, "topics"), _one(folder, "qrels")
    corpus = _corpus_files(folder)
    return assembled(
        name=folder.resolve().name,
        split=qrels.name,
        documents=_documents_in(corpus),
        queries=_queries_in(topics),
        judgements=_judgements_in(qrels),
        digests=Digests(_digest_of_all(corpus), digest_of(topics), digest_of(qrels)),
    )


def _one(folder: Path, stem: str) -> Path:
    held = sorted(folder.glob(f"{stem}.*"))
    if len(held) != 1:
        names = ", ".join(file.name for file in held) or "none"
        raise EvaluationError(f"{folder}: one file {stem}.* is needed, and there is: {names}.")
    return held[0]


def _corpus_files(folder: Path) -> list[Path]:
    if (folder / CORPUS).is_file():
        return [folder / CORPUS]
    files = sorted([*folder.rglob("*.trec"), *folder.rglob("*.sgml")])
    if not files:
        raise EvaluationError(
            f"{folder}: holds no corpus: a corpus.jsonl, or files *.trec or *.sgml, are needed."
        )
    return files


def _digest_of_all(files: list[Path]) -> str:
    if len(files) == 1:
        return digest_of(files[0])
    combined = "".join(f"{digest_of(file)}  {file.name}\n" for file in files)
    return hashlib.sha256(combined.encode()).hexdigest()


def _documents_in(files: list[Path]) -> Iterator[Placed]:
    for file in files:
        if file.name == CORPUS:
            yield from documents_in(file)
            continue
        content = whole_text(file)
        for found in _DOCUMENT.finditer(content):
            place = f"{file}, line {content.count(chr(10), 0, found.start()) + 1}"
            number = _DOCUMENT_ID.search(found[1])
            if number is None:
                raise EvaluationError(f"{place}: this <DOC> has no <DOCNO>.")
            title = " ".join(_plain(part[2]) for part in _HEADLINE.finditer(found[1]))
            text = "\n\n".join(_plain(part[1]) for part in _TEXT.finditer(found[1]))
            yield place, BenchmarkDocument(number[1], " ".join(title.split()), text)


def _plain(markup: str) -> str:
    return html.unescape(_TAG.sub(" ", markup)).strip()


def _queries_in(file: Path) -> Iterator[PlacedQuery]:
    content = whole_text(file)
    if not re.search("<top>", content, re.IGNORECASE):
        for place, line in numbered_lines(file):
            number, tab, text = line.partition("\t")
            if not tab:
                raise EvaluationError(f"{place}: a topic is an id, a tab and the query.")
            yield place, Query(number.strip(), text.strip())
        return
    for found in _TOPIC.finditer(content):
        place = f"{file}, line {content.count(chr(10), 0, found.start()) + 1}"
        topic, title = _NUMBER.search(found[1]), _TITLE.search(found[1])
        if topic is None or title is None:
            raise EvaluationError(f"{place}: this <top> has no <num> or no <title>.")
        yield place, Query(topic[1], " ".join(html.unescape(title[1]).split()))


def _judgements_in(file: Path) -> Iterator[Judgement]:
    for place, line in numbered_lines(file):
        fields = line.split()
        if len(fields) != 4 or not fields[3].lstrip("-").isdecimal():
            raise EvaluationError(
                f"{place}: a judgement is query, iteration, document and a whole number, not "
                f"{line!r}."
            )
        yield Judgement(fields[0], fields[2], int(fields[3]), place)
