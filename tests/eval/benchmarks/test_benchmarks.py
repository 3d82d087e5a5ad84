from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.benchmarks import load_benchmark
from indexer.errors import EvaluationError
from tests.eval.small_benchmark import DOCUMENTS, QRELS, QUERIES, write_beir


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_beir(tmp_path / "small")


def add_line(file: Path, line: str) -> int:
    content = file.read_text(encoding="utf-8")
    file.write_text(content + line + "\n", encoding="utf-8")
    return len(content.splitlines()) + 1


class TestBeir:
    def test_holds_every_document_and_the_judged_queries(self, folder: Path) -> None:
        benchmark = load_benchmark(str(folder))
        assert benchmark.name == "small"
        assert benchmark.split == "test"
        assert {each.id: (each.title, each.text) for each in benchmark.documents} == {
            name: (title, text.strip()) for name, (title, text) in DOCUMENTS.items()
        }
        assert {each.id: each.text for each in benchmark.queries} == {
            name: text for name, text in QUERIES.items() if name in QRELS
        }
        assert benchmark.qrels == QRELS

    def test_a_changed_word_changes_the_digest_of_its_file_alone(self, folder: Path) -> None:
        before = load_benchmark(str(folder)).digests
        add_line(folder / "queries.jsonl", '{"_id": "more", "text": "more"}')
        after = load_benchmark(str(folder)).digests
        assert (before.corpus, before.qrels) == (after.corpus, after.qrels)
        assert before.queries != after.queries

    @pytest.mark.parametrize(
        ("file", "line", "said"),
        [
            ("corpus.jsonl", '{"_id": "x", "text": ', "is no line of corpus.jsonl"),
            ("corpus.jsonl", '{"title": "no id"}', "_id"),
            ("corpus.jsonl", '{"_id": "lido", "text": "again"}', "'lido' is there already"),
            ("corpus.jsonl", '{"_id": "a b", "text": "x"}', "white space"),
            ("queries.jsonl", '{"_id": "empty", "text": "  "}', "'empty' is empty"),
            ("queries.jsonl", '{"_id": "q1", "text": "again"}', "'q1' is there already"),
            ("qrels/test.tsv", "q1\tnowhere\t1", "'nowhere'"),
            ("qrels/test.tsv", "q9\tlido\t1", "'q9'"),
            ("qrels/test.tsv", "q2\tlido\tyes", "whole number"),
            ("qrels/test.tsv", "q2 lido 1", "between tabs"),
            ("qrels/test.tsv", "q2\tbins\t2", "judged twice"),
        ],
    )
    def test_what_is_wrong_is_said_with_file_and_line(
        self, folder: Path, file: str, line: str, said: str
    ) -> None:
        number = add_line(folder / file, line)
        with pytest.raises(EvaluationError) as raised:
            load_benchmark(str(folder))
        assert f"{folder / file}, line {number}" in str(raised.value)
        assert said in str(raised.value)

    def test_broken_encoding_is_said_with_its_line(self, folder: Path) -> None:
        with (folder / "corpus.jsonl").open("ab") as file:
            file.write(b'{"_id": "x", "text": "\xff"}\n')
        with pytest.raises(EvaluationError, match=r"corpus.jsonl, line 9: is not UTF-8"):
            load_benchmark(str(folder))

    def test_a_split_that_is_not_there_is_named_with_those_that_are(self, folder: Path) -> None:
        with pytest.raises(EvaluationError, match=r"no split 'dev'.*: test\."):
            load_benchmark(str(folder), "dev")

    def test_a_folder_that_is_no_benchmark_says_what_one_has(self, tmp_path: Path) -> None:
        with pytest.raises(EvaluationError, match=r"corpus\.jsonl, queries\.jsonl"):
            load_benchmark(str(tmp_path))
        with pytest.raises(EvaluationError, match="no such folder"):
            load_benchmark(str(tmp_path / "nowhere"))


class TestTrec:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "topics.txt").write_text(
            "<top>\n<num> Number: 301\n<title> lido\n repairs\n<desc> Description:\nx\n</top>\n"
            "<top>\n<num> 302 </num>\n<title>bins &amp; bags</title>\n</top>\n",
            encoding="utf-8",
        )
        (tmp_path / "qrels.txt").write_text("301 0 D-1 1\n302 0 D-2 0\n", encoding="utf-8")
        (tmp_path / "news.sgml").write_text(
            "<DOC>\n<DOCNO> D-1 </DOCNO>\n<HEADLINE>The lido</HEADLINE>\n"
            "<TEXT>\n<P>It was mended.</P>\n</TEXT>\n</DOC>\n"
            "<DOC>\n<DOCNO>D-2</DOCNO>\n<TEXT>Bins.</TEXT>\n</DOC>\n",
            encoding="latin-1",
        )
        return tmp_path

    def test_reads_topics_judgements_and_marked_up_documents(self, folder: Path) -> None:
        benchmark = load_benchmark(str(folder))
        assert [(each.id, each.text) for each in benchmark.queries] == [
            ("301", "lido repairs"),
            ("302", "bins & bags"),
        ]
        assert [(each.id, each.title, each.text) for each in benchmark.documents] == [
            ("D-1", "The lido", "It was mended."),
            ("D-2", "", "Bins."),
        ]
        assert benchmark.qrels == {"301": {"D-1": 1}, "302": {"D-2": 0}}

    def test_reads_topics_of_one_line_each(self, folder: Path) -> None:
        (folder / "topics.txt").write_text("301\tlido\n302\tbins\n", encoding="utf-8")
        assert [each.text for each in load_benchmark(str(folder)).queries] == ["lido", "bins"]

    @pytest.mark.parametrize(
        ("file", "content", "said"),
        [
            ("qrels.txt", "301 0 D-1 1\n301 D-2\n", "qrels.txt, line 2"),
            ("qrels.txt", "301 0 D-9 1\n", "qrels.txt, line 1.*'D-9'"),
            ("news.sgml", "\n<DOC><TEXT>x</TEXT></DOC>", "news.sgml, line 2.*no <DOCNO>"),
            ("topics.txt", "\n\n<top><num>1</top>", "topics.txt, line 3.*no <title>"),
        ],
    )
    def test_what_is_wrong_is_said_with_file_and_line(
        self, folder: Path, file: str, content: str, said: str
    ) -> None:
        (folder / file).write_text(content, encoding="utf-8")
        with pytest.raises(EvaluationError, match=said):
            load_benchmark(str(folder))


class TestIrDatasets:
    def test_says_how_to_install_it_where_it_is_missing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "ir_datasets", None)
        with pytest.raises(EvaluationError, match="pip install"):
            load_benchmark("irds:beir/scifact/test")

    def test_reads_a_dataset_by_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        dataset = SimpleNamespace(
            has_docs=lambda: True,
            has_queries=lambda: True,
            has_qrels=lambda: True,
            docs_iter=lambda: [
                SimpleNamespace(doc_id="d", title="Lido", default_text=lambda: "Lido It leaks.")
            ],
            queries_iter=lambda: [SimpleNamespace(query_id="q", default_text=lambda: "leaks?")],
            qrels_iter=lambda: [SimpleNamespace(query_id="q", doc_id="d", relevance=1)],
        )
        monkeypatch.setitem(sys.modules, "ir_datasets", SimpleNamespace(load=lambda name: dataset))
        benchmark = load_benchmark("irds:small")
        assert [(each.title, each.text) for each in benchmark.documents] == [("Lido", "It leaks.")]
        assert benchmark.qrels == {"q": {"d": 1}}
