from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.catalogue import Reader
from indexer.config import PartitionSettings, load_settings
from indexer.errors import ConfigurationError, GenerationMismatch, NotFound
from indexer.index import Index, open_index
from indexer.instruments import Instruments
from indexer.offered import PublishedDocument
from indexer.rebuild import rebuild
from indexer.records import Description, document_id
from indexer.summary import Failed, Summary, Tally, Unwatched
from indexer.synchronise import remove_documents, remove_source, synchronise
from indexer.verify import verify
from tests.fakes import (
    FakeEmbedder,
    Fault,
    FileStore,
    TextFolder,
    TextReading,
    fake_instruments,
    read_text,
)

MINUTES = "Cabinet, 2025-01-09\nThe Cabinet agreed the levy.\fIt was resolved."


class Council:
    """A folder of texts and a home, and what can be done with them."""

    def __init__(self, folder: Path) -> None:
        self.records = folder / "records"
        self.records.mkdir(parents=True)
        self.settings = load_settings(home=folder / "home", passages={"tokens": 20})
        self.embedder = FakeEmbedder()

    def write(self, path: str, text: str) -> None:
        file = self.records / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def run(self, work: Callable[[Index, Tally], None]) -> Summary:
        with open_index(self.settings, lambda: fake_instruments(self.embedder)) as index:
            tally = Tally(Unwatched())
            work(index, tally)
            assert list(verify(index)) == []
            return tally.summary()

    def add(self, *faults: Fault, retry: bool = False) -> Summary:
        source = TextFolder(self.records, faults=faults)
        return self.run(lambda index, tally: synchronise([source], index, tally, retry=retry))

    def rebuild(self) -> Summary:
        return self.run(rebuild)

    def read(self, question: Callable[[Reader], object]) -> object:
        with open_index(self.settings, lambda: fake_instruments(self.embedder)) as index:
            return question(index.reader)

    def held(self) -> dict[str, list[object]]:
        """Return all that answers come from, by path: passages, pages, and points' digests."""

        def everything(reader: Reader) -> dict[str, list[object]]:
            return {
                document.path: [
                    document,
                    reader.pages(document.id),
                    reader.sections(document.id),
                    reader.passages_of(document.id),
                ]
                for document in reader.documents()
            }

        held = self.read(everything)
        assert isinstance(held, dict)
        return held


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def counting(paths: list[str]) -> Instruments:
    """Return instruments that note in `paths` what they read."""

    def reading(content: bytes, path: str, settings: PartitionSettings) -> TextReading:
        paths.append(path)
        return read_text(content, path, settings)

    return dataclasses.replace(fake_instruments(), read=reading)


def done(summary: Summary) -> tuple[int, int, int, int, int]:
    """Return how many were created, updated, skipped, deleted and failed."""
    return (
        summary.created,
        summary.updated,
        summary.skipped,
        summary.deleted,
        len(summary.failed),
    )


def test_a_second_run_changes_nothing_and_loads_nothing(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.write("b.txt", "Report\f")
    first = council.add()
    assert done(first) == (2, 0, 0, 0, 0)
    assert first.pages == 4
    assert [(each.path, each.numbers) for each in first.pages_without_text] == [("b.txt", (2,))]
    before = council.held()

    def refuse() -> None:
        raise AssertionError("nothing is to be read, embedded or written")

    with open_index(council.settings, refuse) as index:  # type: ignore[arg-type]
        tally = Tally(Unwatched())
        synchronise([TextFolder(council.records)], index, tally)
    assert done(tally.summary()) == (0, 0, 2, 0, 0)
    assert council.held() == before


def test_a_changed_document_gets_a_version_and_only_changed_passages_are_embedded(
    council: Council,
) -> None:
    council.write("a.txt", MINUTES)
    council.write("b.txt", "Report")
    assert council.add().embedded == 3
    council.write("a.txt", MINUTES.replace("resolved", "deferred"))
    summary = council.add()
    assert done(summary) == (0, 1, 1, 0, 0)
    assert summary.embedded == 1
    versions = council.read(lambda reader: reader.versions(document_id("texts", "a.txt")))
    assert isinstance(versions, tuple)
    assert [version.number for version in versions] == [1, 2]


def test_a_changed_description_is_taken_up_without_a_new_version(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.write("b.txt", "Report")
    council.add()
    council.write("a.title", "Minutes")
    summary = council.add()
    assert done(summary) == (0, 1, 1, 0, 0)
    assert summary.embedded == 2, "the title is in the context of both passages"
    document = council.read(lambda reader: reader.find_document("a.txt"))
    assert (document.version, document.description.title) == (1, "Minutes")  # type: ignore[attr-defined]


def test_the_same_bytes_at_two_places_are_read_once_and_kept_once(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.write("b/a.txt", MINUTES)
    read: list[str] = []
    counted = counting(read)
    with open_index(council.settings, lambda: counted) as index:
        synchronise([TextFolder(council.records)], index, Tally(Unwatched()))
        assert len(index.catalogue.originals()) == len(list(index.originals.names())) == 1
    assert read == ["a.txt"]
    (council.records / "a.txt").unlink()
    assert done(council.add()) == (0, 0, 1, 1, 0)
    assert list(council.held()) == ["b/a.txt"]


def test_documents_that_say_the_same_are_linked_until_one_changes(council: Council) -> None:
    council.write("a.txt", "The same words")
    council.write("b.txt", "words The same")
    council.write("c.txt", "Others")
    council.add()
    first, second = document_id("texts", "a.txt"), document_id("texts", "b.txt")
    links = council.read(lambda reader: reader.likenesses())
    assert sorted((each.document, each.other) for each in links) == sorted(  # type: ignore[attr-defined]
        [(first, second), (second, first)]
    )
    council.write("b.txt", "Others")
    council.add()
    links = council.read(lambda reader: {each.document for each in reader.likenesses()})
    assert links == {second, document_id("texts", "c.txt")}


def test_a_renamed_document_is_deleted_and_created_and_its_original_stays(
    council: Council,
) -> None:
    council.write("a.txt", MINUTES)
    council.add()
    (council.records / "a.txt").rename(council.records / "b.txt")
    assert done(council.add()) == (1, 0, 0, 1, 0)
    assert list(council.held()) == ["b.txt"]


def test_a_document_gone_is_deleted_with_all_that_was_kept_of_it(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.add()
    (council.records / "a.txt").unlink()
    assert done(council.add()) == (0, 0, 0, 1, 0)
    with open_index(council.settings, fake_instruments) as index:
        assert list(index.originals.names()) == []
        assert index.store.count() == 0
        assert index.reader.meetings() == ()


def test_nothing_is_deleted_while_the_listing_has_faults(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.write("b.txt", "Report")
    council.add()
    (council.records / "a.txt").unlink()
    summary = council.add(Fault("manifest.jsonl, line 3", "is not JSON"))
    assert done(summary) == (0, 0, 1, 0, 1)
    assert summary.failed == (Failed("manifest.jsonl, line 3", "is not JSON"),)
    assert len(summary.noted) == 1
    assert list(council.held()) == ["a.txt", "b.txt"]


def test_a_document_that_cannot_be_read_keeps_its_last_good_version(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.write("b.txt", "Report")
    council.add()
    before = council.held()
    council.write("a.txt", "broken")
    council.write("c.txt", "crashing")
    summary = council.add()
    assert done(summary) == (0, 0, 1, 0, 2)
    assert [each.place for each in summary.failed] == ["a.txt", "c.txt"]
    assert council.held() == before
    failures = council.read(lambda reader: reader.failures())
    assert [each.path for each in failures] == ["a.txt", "c.txt"]  # type: ignore[attr-defined]


def test_what_failed_is_tried_again_only_when_asked_or_changed(council: Council) -> None:
    council.write("a.txt", "broken")
    council.add()
    tried: list[str] = []
    counted = counting(tried)
    for retry in (False, True):
        with open_index(council.settings, lambda: counted) as index:
            tally = Tally(Unwatched())
            synchronise([TextFolder(council.records)], index, tally, retry=retry)
            assert done(tally.summary()) == (0, 0, 0, 0, 1)
    assert tried == ["a.txt"]
    council.write("a.txt", MINUTES)
    assert done(council.add()) == (1, 0, 0, 0, 0)
    assert council.read(lambda reader: reader.failures()) == ()


def test_names_and_titles_that_are_not_unicode_fail_alone(council: Council) -> None:
    council.write("a.txt", MINUTES)

    class Odd(TextFolder):
        def __iter__(self) -> Iterator[PublishedDocument]:
            yield from super().__iter__()
            for path, title in (("b\udcff.txt", "B"), ("c.txt", "C\udcff")):
                yield PublishedDocument("texts", path, Description(title=title), lambda: b"text")

    source = Odd(council.records)
    summary = council.run(lambda index, tally: synchronise([source], index, tally))
    assert done(summary) == (1, 0, 0, 0, 2)
    assert [each.place for each in summary.failed] == ["'b\\udcff.txt'", "c.txt"]
    assert list(council.held()) == ["a.txt"]


def test_another_folder_does_not_take_the_place_of_a_source_that_is_there(
    council: Council, tmp_path: Path
) -> None:
    council.write("a.txt", MINUTES)
    council.add()
    other = tmp_path / "other"
    other.mkdir()
    summary = council.run(lambda index, tally: synchronise([TextFolder(other)], index, tally))
    assert done(summary) == (0, 0, 0, 0, 1)
    assert "--name" in summary.failed[0].message
    assert list(council.held()) == ["a.txt"]
    shutil.rmtree(other)
    council.records.rename(other)
    summary = council.run(lambda index, tally: synchronise([TextFolder(other)], index, tally))
    assert done(summary) == (0, 0, 1, 0, 0), "a folder that was moved is the same source"


def test_other_settings_are_refused_and_named(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.add()
    council.settings = load_settings(home=council.settings.home, passages={"tokens": 30})
    with pytest.raises(GenerationMismatch, match=r"passages\.tokens was 20 and is now 30"):
        council.add()
    council.settings = load_settings(home=council.settings.home, passages={"tokens": 20})
    council.embedder = FakeEmbedder("another")
    council.write("a.txt", "Changed")
    with pytest.raises(GenerationMismatch, match="embedder was 'fake' and is now 'another'"):
        council.add()


def test_passages_longer_than_the_embedder_sees_are_refused(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.settings = load_settings(home=council.settings.home, passages={"tokens": 500})
    with pytest.raises(ConfigurationError, match="are 548 together"):
        council.add()


def test_a_rebuild_swaps_in_what_a_new_index_with_these_settings_would_be(
    council: Council, tmp_path: Path
) -> None:
    council.write("a.txt", MINUTES + " and more words" * 20)
    council.write("b.txt", "Report")
    council.add()
    council.write("b.txt", "Report, amended")
    council.add()
    council.settings = load_settings(home=council.settings.home, passages={"tokens": 30})
    council.embedder = FakeEmbedder("another")
    council.rebuild()
    fresh = Council(tmp_path / "fresh")
    fresh.settings = load_settings(home=fresh.settings.home, passages={"tokens": 30})
    fresh.write("b.txt", "Report")
    fresh.add()
    shutil.copytree(council.records, fresh.records, dirs_exist_ok=True)
    fresh.add()
    assert council.held() == fresh.held()
    assert done(council.add()) == (0, 0, 2, 0, 0)
    name = document_id("texts", "b.txt")
    assert council.read(lambda reader: reader.page(name, 1, version=1).text) == "Report"
    assert not list((council.settings.home / "generations" / "1").rglob("*-*"))


def test_a_rebuild_that_was_broken_off_goes_on_with_what_changed_meanwhile(
    council: Council,
) -> None:
    for number in range(4):
        council.write(f"{number}.txt", f"Report {number}")
    council.add()

    class Broken(Exception):
        pass

    class BreaksOff(Unwatched):
        def document(self, path: str, outcome: object) -> None:
            if path == "2.txt":
                raise Broken

    with pytest.raises(Broken), open_index(council.settings, fake_instruments) as index:
        rebuild(index, Tally(BreaksOff()))
    council.write("0.txt", "Report 0, amended")
    assert done(council.add()) == (0, 1, 3, 0, 0)
    before = council.held()
    assert council.rebuild().updated == 2, "the one that changed, and the one not reached"
    assert council.held() == before


def test_removing_a_document_and_a_source(council: Council) -> None:
    council.write("a.txt", MINUTES)
    council.write("b.txt", "Report")
    council.add()
    council.run(
        lambda index, tally: remove_documents([index.reader.find_document("b.txt")], index, tally)
    )
    assert list(council.held()) == ["a.txt"]
    with pytest.raises(NotFound, match="Held are: texts"):
        council.run(lambda index, tally: remove_source("other", index, tally))
    assert done(council.run(lambda index, tally: remove_source("texts", index, tally)))[3] == 1
    assert council.held() == {}
    assert council.read(lambda reader: reader.sources()) == ()


def test_stages_do_not_overlap_and_are_within_the_whole(council: Council) -> None:
    council.write("a.txt", MINUTES)
    summary = council.add()
    assert 0 < sum(stage.seconds for stage in summary.stages) <= summary.seconds


texts = st.dictionaries(
    st.sampled_from(["a.txt", "b.txt", "c/d.txt"]),
    st.sampled_from(
        [MINUTES, "Report", "Report, amended", "broken", "", "\f", "Audit, 2025-02-20\ntext"]
    ),
)


@given(states=st.lists(texts, min_size=1, max_size=3))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None
)
def test_whatever_came_before_a_run_leaves_what_is_published_and_a_second_run_nothing_to_do(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    council = Council(tmp_path_factory.mktemp("council"))
    good: dict[str, str] = {}
    for state in states:
        shutil.rmtree(council.records)
        council.records.mkdir()
        for path, text in state.items():
            council.write(path, text)
        good = {
            path: good.get(path, "") if text == "broken" else text
            for path, text in state.items()
            if text != "broken" or path in good
        }
        council.add()
    before = council.held()
    held = {
        path: "\f".join(page.text for page in pages)  # type: ignore[attr-defined]
        for path, (_, pages, *_) in before.items()
    }
    assert held == good
    again = council.add()
    assert (again.created, again.updated, again.deleted, again.embedded) == (0, 0, 0, 0)
    assert council.held() == before


def test_the_store_is_made_ready_for_searches_after_writing_only(council: Council) -> None:
    council.write("a.txt", MINUTES)
    for optimised in (1, 0):
        with open_index(council.settings, fake_instruments) as index:
            synchronise([TextFolder(council.records)], index, Tally(Unwatched()))
            assert isinstance(index.store, FileStore)
            assert index.store.optimised == optimised
