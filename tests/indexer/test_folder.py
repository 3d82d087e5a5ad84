from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import ManifestError, SourceError, UnreadableDocument
from indexer.records import Description, DocumentKind
from indexer.sources.folder import FolderSource


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"text of {path}")


def put_manifest(file: Path, *lines: dict[str, Any]) -> None:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))


def paths(source: FolderSource) -> list[str]:
    return [document.path for document in source]


def test_a_tree_of_files_is_published_in_the_order_of_paths(tmp_path: Path) -> None:
    put(tmp_path, "b.pdf", "a/z.pdf", "a b/c.docx", "a/b/c.txt", "Z.html", "noend")
    source = FolderSource(tmp_path)
    assert paths(source) == sorted(
        ["Z.html", "a b/c.docx", "a/b/c.txt", "a/z.pdf", "b.pdf", "noend"]
    )
    assert paths(source) == paths(source)
    assert {document.stated for document in source} == {Description()}
    assert {document.fetch().decode() for document in source} == {
        f"text of {path}" for path in paths(source)
    }


def test_hidden_files_and_what_is_never_a_record_are_left_out_and_named(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", ".DS_Store", ".git/config.txt", "~$a.docx", "Thumbs.db", "x/logo.PNG",
        "metadata.json", "style.css")  # fmt: skip
    source = FolderSource(tmp_path)
    assert paths(source) == ["a.pdf"]
    assert source.left_out == ("Thumbs.db", "metadata.json", "style.css", "x/logo.PNG")
    assert source.faults == ()


def test_formats_that_cannot_be_read_are_published_so_that_they_are_reported(
    tmp_path: Path,
) -> None:
    put(tmp_path, "old.doc", "budget.xlsx", "all.zip")
    assert paths(FolderSource(tmp_path)) == ["all.zip", "budget.xlsx", "old.doc"]


def test_the_source_is_named_after_its_folder_unless_told(tmp_path: Path) -> None:
    folder = tmp_path / "Kent & Medway Records"
    folder.mkdir()
    assert FolderSource(folder).name == "kent-medway-records"
    assert FolderSource(folder).root == folder.resolve()
    assert FolderSource(folder, name="kent").name == "kent"
    (tmp_path / "…").mkdir()
    with pytest.raises(SourceError, match="--name"):
        FolderSource(tmp_path / "…")


def test_a_manifest_describes_the_files_it_names_and_others_are_published_too(
    tmp_path: Path,
) -> None:
    put(tmp_path, "a.pdf", "b/logo.png", "c.pdf")
    put_manifest(
        tmp_path / "manifest.jsonl",
        {
            "path": "a.pdf",
            "title": "Minutes",
            "kind": "minutes",
            "council": "Exampleton County Council",
            "body": "Cabinet",
            "meeting_date": "2025-01-30",
            "published": "2025-02-03",
            "url": "https://exampleton.example/a.pdf",
        },
        {"path": "b/logo.png", "title": None},
    )
    source = FolderSource(tmp_path)
    assert {document.path: document.stated for document in source} == {
        "a.pdf": Description(
            title="Minutes",
            kind=DocumentKind.MINUTES,
            council="Exampleton County Council",
            body="Cabinet",
            meeting_date=date(2025, 1, 30),
            published=date(2025, 2, 3),
            url="https://exampleton.example/a.pdf",
        ),
        # A picture is no record, unless someone says so.
        "b/logo.png": Description(),
        "c.pdf": Description(),
    }
    assert source.faults == ()


def test_a_manifest_from_elsewhere_describes_the_folder_and_is_no_record_within_it(
    tmp_path: Path,
) -> None:
    put(tmp_path, "records/a.pdf", "records/papers.txt")
    put_manifest(tmp_path / "records.jsonl", {"path": "a.pdf", "title": "A"})
    put_manifest(tmp_path / "records" / "papers.txt", {"path": "a.pdf", "title": "B"})
    folder = tmp_path / "records"
    outside = FolderSource(folder, tmp_path / "records.jsonl")
    assert [document.stated.title for document in outside] == ["A", None]
    inside = FolderSource(folder, folder / "papers.txt")
    assert [(each.path, each.stated.title) for each in inside] == [("a.pdf", "B")]


def test_wrong_lines_are_faults_and_all_files_are_published(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "b.pdf")
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text('{"path": "a.pdf", "title": "A"}\n{"path": "gone.pdf"}\n{"path": \n')
    source = FolderSource(tmp_path)
    assert [document.stated.title for document in source] == ["A", None]
    assert [fault.place for fault in source.faults] == [
        f"{manifest}, line 2",
        f"{manifest}, line 3",
    ]


def test_files_that_come_and_go_show_when_it_is_iterated_over_again(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf")
    manifest = tmp_path / "manifest.jsonl"
    put_manifest(manifest, {"path": "b.pdf"})
    source = FolderSource(tmp_path)
    assert paths(source) == ["a.pdf"]
    assert len(source.faults) == 1
    put(tmp_path, "b.pdf")
    assert paths(source) == ["a.pdf", "b.pdf"]
    assert source.faults == ()


def test_a_folder_that_is_not_there_or_is_a_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        FolderSource(tmp_path / "nowhere")
    put(tmp_path, "a.pdf")
    with pytest.raises(SourceError, match="is not a folder"):
        FolderSource(tmp_path / "a.pdf")


def test_a_manifest_that_was_asked_for_and_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"nowhere\.jsonl"):
        paths(FolderSource(tmp_path, tmp_path / "nowhere.jsonl"))


def test_a_file_that_goes_before_it_is_fetched_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf")
    (document,) = FolderSource(tmp_path)
    (tmp_path / "a.pdf").unlink()
    with pytest.raises(UnreadableDocument, match=r"a\.pdf: cannot be read: No such file"):
        document.fetch()


def test_links_are_followed_within_the_folder_and_never_out_of_it(tmp_path: Path) -> None:
    put(tmp_path, "records/a.pdf", "secret/b.pdf")
    folder = tmp_path / "records"
    (folder / "again.pdf").symlink_to(folder / "a.pdf")
    (folder / "out.pdf").symlink_to(tmp_path / "secret" / "b.pdf")
    (folder / "nothing.pdf").symlink_to(folder / "gone.pdf")
    (folder / "whole").symlink_to(tmp_path / "secret")
    source = FolderSource(folder)
    assert paths(source) == ["a.pdf", "again.pdf"]
    assert {fault.place for fault in source.faults} == {"nothing.pdf", "out.pdf"}


def test_a_pipe_is_no_record(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    source = FolderSource(tmp_path)
    assert paths(source) == []
    assert [fault.place for fault in source.faults] == ["pipe.pdf"]


def test_a_name_that_is_not_unicode_is_a_fault(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf")).write_text("x")
    source = FolderSource(tmp_path)
    assert paths(source) == ["a.pdf"]
    assert "Rename it" in source.faults[0].message


def test_all_of_kent_is_published_as_its_manifest_describes_it(shared_data: Path) -> None:
    source = FolderSource(shared_data / "kent")
    documents = list(source)
    assert source.faults == ()
    described = [document for document in documents if document.stated != Description()]
    assert len(described) == 85
    assert {document.stated.council for document in described} == {"Kent County Council"}
    assert len(documents) == 85


def test_a_file_that_tells_of_the_folder_is_no_record(tmp_path: Path) -> None:
    for name in ("README.md", "SOURCE.txt", "sources of income.txt"):
        (tmp_path / name).write_text("Some words of it.")
    assert [document.path for document in FolderSource(tmp_path)] == ["sources of income.txt"]


def test_a_council_given_is_stated_where_the_manifest_states_none(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    (tmp_path / "manifest.jsonl").write_text(
        '{"path": "a.txt", "council": "Fenny Borough Council"}'
    )
    documents = list(FolderSource(tmp_path, council="Holm Borough Council"))
    assert [document.stated.council for document in documents] == [
        "Fenny Borough Council",
        "Holm Borough Council",
    ]
