from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import HomeError, NotFound
from indexer.originals import Originals
from indexer.records import digest


@given(contents=st.lists(st.binary(max_size=64)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_what_is_put_is_got_and_kept_once(tmp_path: Path, contents: list[bytes]) -> None:
    originals = Originals(tmp_path)
    for content in contents:
        assert originals.get(originals.put(content)) == content
    assert {digest(content) for content in contents} <= set(originals.names())
    for content in contents:
        originals.forget(digest(content))
    assert list(originals.names()) == []


def test_the_name_is_the_digest_under_its_first_two_digits(tmp_path: Path) -> None:
    name = Originals(tmp_path).put(b"minutes")
    assert name == digest(b"minutes")
    assert (tmp_path / name[:2] / name).read_bytes() == b"minutes"


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    name = originals.put(b"minutes")
    originals.path(name).write_bytes(b"altered")
    with pytest.raises(HomeError, match="bytes have changed"):
        originals.get(name)


@pytest.mark.parametrize("name", ["0" * 64, "../../etc/passwd", ""])
def test_what_is_not_kept_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        Originals(tmp_path).get(name)


def test_half_written_files_are_no_originals_and_are_swept(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    name = originals.put(b"minutes")
    half = tmp_path / name[:2] / ".half"
    half.write_bytes(b"minu")
    assert list(originals.names()) == [name]
    originals.sweep()
    assert not half.exists()
    assert originals.get(name) == b"minutes"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match="cannot be written"):
        Originals(tmp_path / "file").put(b"minutes")
