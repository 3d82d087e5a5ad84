from __future__ import annotations

import codecs
import json
import unicodedata
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import ManifestError
from indexer.records import DocumentKind
from indexer.sources.manifest import Line, Manifest, read_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "records"
    (folder / "papers").mkdir(parents=True)
    for name in ("a.pdf", "b.pdf", "papers/c.pdf"):
        (folder / name).write_text("text")
    (tmp_path / "outside.pdf").write_text("secret")
    (folder / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    return folder


def read(folder: Path, content: str | bytes) -> Manifest:
    file = folder / "manifest.jsonl"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_manifest(file, folder)


GOOD = '{"path": "a.pdf", "title": "A"}'


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"path": "b.pdf", "titel": "B"}', "unknown field `titel`"),
        ('{"path": "b.pdf", "kind": "minuets"}', "Invalid enum value 'minuets'"),
        ('{"path": "b.pdf", "meeting_date": "30/01/2025"}', r"meeting_date"),
        ('{"path": "b.pdf", "meeting_date": "2025-02-30"}', r"meeting_date"),
        ('{"path": "b.pdf", "title": ""}', r"title"),
        ('{"path": "b.pdf", "title": 7}', "Expected `str"),
        ('{"title": "B"}', "missing required field `path`"),
        ('{"path": "b.pdf"', "is not JSON"),
        ('{"path": "b.pdf"} {"path": "papers/c.pdf"}', "is not JSON"),
        ("path: b.pdf", "is not JSON"),
        ('["b.pdf"]', "Expected `object`"),
        ('{"path": "a.pdf"}', "line 1 already"),
        ('{"path": "./a.pdf"}', "line 1 already"),
        ('{"path": "gone.pdf"}', "is not in"),
        ('{"path": "papers"}', "is no file"),
        ('{"path": "../outside.pdf"}', "without '..'"),
        ('{"path": "papers/../a.pdf"}', "without '..'"),
        ('{"path": "/etc/passwd"}', "relative to the folder"),
        ('{"path": "papers\\\\c.pdf"}', "forward slashes"),
        ('{"path": "a\\u0000.pdf"}', "does not name a file"),
        ('{"path": "link.pdf"}', "leads out of"),
        ('{"path": "' + "x" * 5000 + '"}', "is not in"),
        (b'{"path": "b.pdf", "title": "Caf\xe9"}', "is not UTF-8"),
        (r'{"path": "\ud800.pdf"}', "is not JSON"),
    ],
)
def test_a_wrong_line_is_a_fault_that_names_it_and_the_others_are_read(
    folder: Path, line: str | bytes, what: str
) -> None:
    wrong = line.encode() if isinstance(line, str) else line
    last = b'{"path": "papers/c.pdf", "title": "C"}'
    manifest = read(folder, b"\n".join([GOOD.encode(), wrong, last]))
    assert {path: stated.title for path, stated in manifest.described.items()} == {
        "a.pdf": "A",
        "papers/c.pdf": "C",
    }
    (fault,) = manifest.faults
    assert fault.place == f"{folder / 'manifest.jsonl'}, line 2"
    assert what in fault.message


def test_a_message_says_what_a_line_may_hold(folder: Path) -> None:
    (fault,) = read(folder, '{"path": "a.pdf", "kind": "notes"}').faults
    for kind in DocumentKind:
        assert kind in fault.message
    assert "2025-01-30" in fault.message
    assert "meeting_date" in fault.message


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + GOOD.encode(),
        GOOD.encode() + b"\r\n",
        b"\r\n\r\n" + GOOD.encode() + b"\r\n   \r\n",
        b"  " + GOOD.encode() + b"\t",
    ],
    ids=["byte order mark", "CRLF", "blank lines", "spaces"],
)
def test_marks_and_blanks_of_other_systems_do_no_harm(folder: Path, content: bytes) -> None:
    manifest = read(folder, content)
    assert manifest.faults == ()
    assert manifest.described["a.pdf"].title == "A"


def test_an_empty_manifest_states_nothing(folder: Path) -> None:
    assert read(folder, b"") == Manifest({}, ())


def test_a_manifest_in_another_encoding_is_an_error_as_a_whole(folder: Path) -> None:
    with pytest.raises(ManifestError, match="Save it as UTF-8"):
        read(folder, GOOD.encode("utf-16"))


def test_a_manifest_that_is_a_folder_is_an_error_as_a_whole(folder: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read: Is a directory"):
        read_manifest(folder / "papers", folder)


def test_accents_may_be_stored_in_any_form(folder: Path) -> None:
    name = "Café.pdf"
    (folder / unicodedata.normalize("NFD", name)).write_text("text")
    line = json.dumps({"path": unicodedata.normalize("NFC", name)}, ensure_ascii=False)
    manifest = read(folder, line)
    assert list(manifest.described) == [unicodedata.normalize("NFD", name)]


words = st.none() | st.text(min_size=1)
days = st.none() | st.dates(date(1, 1, 1))
lines = st.builds(
    Line,
    path=st.just("a.pdf"),
    title=words,
    kind=st.none() | st.sampled_from(DocumentKind),
    council=words,
    body=words,
    meeting_date=days,
    published=days,
    url=words,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines)
def test_what_is_written_is_what_is_stated(folder: Path, line: Line) -> None:
    manifest = read(folder, msgspec.json.encode(line))
    assert manifest.faults == ()
    stated = manifest.described["a.pdf"]
    for name in Line.__struct_fields__:
        if name != "path":
            assert getattr(stated, name) == getattr(line, name)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300).filter(lambda content: content[:2] not in {b"\xff\xfe", b"\xfe\xff"})
)
def test_any_bytes_are_read_or_reported_line_by_line(folder: Path, content: bytes) -> None:
    manifest = read(folder, content)
    kept = content.removeprefix(codecs.BOM_UTF8)
    full = [line for line in kept.split(b"\n") if line.strip()]
    assert len(manifest.described) + len(manifest.faults) == len(full)
