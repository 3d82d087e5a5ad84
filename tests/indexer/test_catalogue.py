from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace

from indexer.catalogue import Catalogue, Generation, GenerationState, open_catalogue
from indexer.catalogue.migrations.running import configuration
from indexer.catalogue.tables import REVISION, metadata
from indexer.catalogue.values import Content, Extent, ReadDocument, labels_of, place_of
from indexer.errors import ConfigurationError, HomeError, HomeTooNew, NotFound
from indexer.likenesses import Likeness, LikenessKind
from indexer.records import (
    AgendaItem,
    Block,
    BlockKind,
    Description,
    DocumentKind,
    Page,
    Part,
    Passage,
    Piece,
    Run,
    Section,
    digest,
    document_id,
    passage_id,
)
from indexer.store.schema import Narrowing

GENERATION = Generation(1, "{}", 8, GenerationState.CURRENT)
MINUTES = Description(
    title="Minutes of 9 January",
    kind=DocumentKind.MINUTES,
    council="Sample Council",
    body="Cabinet",
    meeting_date=date(2025, 1, 30),
    recorded_date=date(2025, 1, 9),
    ai_generated=False,
)
TEXT = "The Cabinet agreed a levy of £1.5m 🏛 for the year. It was resolved."


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with opened.writing() as writer:
        writer.generation(GENERATION)
        writer.source("records", "/records")
    yield opened
    opened.close()


def content_of(text: str) -> Content:
    block = Block(BlockKind.PARAGRAPH, text, (Run(0, 0, len(text)),))
    return Content(digest(text), ".txt", "text/plain", (Page(1, text, (block,)), Page(2, " ", ())))


def read_document(path: str, text: str, description: Description) -> ReadDocument:
    name = document_id("records", path)
    middle = text.index(" ", len(text) // 2)
    piece = Piece(0, len(text), 1, 0, BlockKind.PARAGRAPH)
    item = AgendaItem("Levy", minute="80", item="5")
    section = Section(0, ("Levy",), item, text, (piece,))
    spans = [(0, middle), (middle + 1, len(text))]
    return ReadDocument(
        document=name,
        digest=digest(text),
        form=".txt",
        description=description,
        inferred=("kind",),
        sections=(section,),
        passages=tuple(
            Passage(
                id=passage_id(name, place),
                document_id=name,
                ordinal=place,
                section=0,
                start=start,
                stop=stop,
                text=text[start:stop],
                pages=(1, 1),
                header="",
                context=description.title or "",
            )
            for place, (start, stop) in enumerate(spans)
        ),
        sketch=b"sketch",
    )


def hold(
    catalogue: Catalogue, path: str, text: str = TEXT, description: Description = MINUTES
) -> ReadDocument:
    read = read_document(path, text, description)
    with catalogue.writing() as writer:
        writer.original(read.digest, len(text))
        writer.version(read.document, "records", path, read.digest, ".txt", description)
        writer.content(1, content_of(text))
        writer.reading(1, read)
    return read


def test_the_migrations_make_the_tables_of_the_models(catalogue: Catalogue) -> None:
    with catalogue._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert ScriptDirectory.from_config(configuration()).get_current_head() == REVISION


def test_a_document_comes_out_as_it_went_in(catalogue: Catalogue) -> None:
    read = hold(catalogue, "a.txt")
    reader = catalogue.reader()
    document = reader.document(read.document)
    assert document.description == MINUTES
    assert document.inferred == ("kind",)
    assert (document.pages, document.pages_without_text) == (2, (2,))
    assert reader.pages(document.id) == content_of(TEXT).pages
    assert reader.page(document.id, 1) == content_of(TEXT).pages[0]
    assert reader.sections(document.id) == read.sections
    assert reader.section(document.id, 0) == read.sections[0]
    assert reader.passages_of(document.id) == read.passages


def test_passages_come_in_the_order_asked_and_unknown_ones_are_left_out(
    catalogue: Catalogue,
) -> None:
    first, second = hold(catalogue, "a.txt").passages
    reader = catalogue.reader()
    assert reader.passages([second.id, "unknown", first.id]) == (second, first)


def test_the_meeting_recorded_and_the_one_published_with_are_two(catalogue: Catalogue) -> None:
    read = hold(catalogue, "a.txt")
    reader = catalogue.reader()
    recorded, published_with = reader.meetings()
    assert (recorded.date, published_with.date) == (date(2025, 1, 9), date(2025, 1, 30))
    assert [each.id for each in reader.recording(recorded.id)] == [read.document]
    assert [each.id for each in reader.published_with(published_with.id)] == [read.document]
    assert reader.recording(published_with.id) == ()
    assert reader.meeting(recorded.id) == recorded == place_of(MINUTES).recorded
    assert reader.bodies("sample-council") == (recorded.body,)
    assert reader.councils() == (recorded.body.council,)
    extent = reader.extent()
    assert extent is not None
    assert (extent.first, extent.last) == (date(2025, 1, 9), date(2025, 1, 9))


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (Narrowing(), ["a.txt", "b.txt"]),
        (Narrowing(kinds=("minutes",)), ["a.txt"]),
        (Narrowing(bodies=("sample-council/cabinet",)), ["a.txt"]),
        (Narrowing(councils=("sample-council",), since=date(2025, 1, 9)), ["a.txt"]),
        (Narrowing(until=date(2025, 1, 8)), ["b.txt"]),
        (Narrowing(documents=(document_id("records", "b.txt"),)), ["b.txt"]),
    ],
)
def test_documents_are_narrowed(
    catalogue: Catalogue, narrowing: Narrowing, found: list[str]
) -> None:
    hold(catalogue, "a.txt")
    hold(catalogue, "b.txt", description=Description(published=date(2024, 5, 1)))
    reader = catalogue.reader()
    assert [each.path for each in reader.documents(narrowing)] == found
    held = {"a.txt": date(2025, 1, 9), "b.txt": date(2024, 5, 1)}
    days = {held[path] for path in found}
    assert reader.days(narrowing) == days
    assert reader.extent(narrowing) == Extent(min(days), max(days))


def test_a_part_is_narrowed_by_as_the_paper_that_it_is_and_goes_with_its_document(
    catalogue: Catalogue,
) -> None:
    panel = replace(MINUTES, recorded_body="Moorings Panel", recorded_date=date(2024, 12, 5))
    pack = replace(MINUTES, kind=DocumentKind.REPORTS_PACK, recorded_date=None)
    part = Part(1, 1, panel)
    read = hold(catalogue, "a.txt", description=pack)
    with catalogue.writing() as writer:
        writer.embedded(1, [passage.id for passage in read.passages])
        writer.reading(1, replace(read, parts=(part,)))
    reader = catalogue.reader()
    assert reader.document(read.document).parts == (part,)
    (minutes,) = reader.document(read.document).papers[1:]
    assert {each.labels for each in reader.pending(10)} == {labels_of(minutes)}
    assert len(reader.pending(10)) == len(read.passages)
    of_panel = Narrowing(bodies=("sample-council/moorings-panel",), kinds=("minutes",))
    assert [each.path for each in reader.documents(of_panel)] == ["a.txt"]
    assert reader.documents(replace(of_panel, kinds=("reports_pack",))) == ()
    assert reader.days(of_panel) == {date(2024, 12, 5)}
    assert reader.extent() == Extent(date(2024, 12, 5), date(2025, 1, 30))
    recorded = place_of(panel).recorded
    assert recorded is not None
    assert [each.path for each in reader.recording(recorded.id)] == ["a.txt"]
    assert reader.undecided(1, ("minutes",)) == (read.document,)
    with catalogue.writing() as writer:
        writer.prune()
        assert recorded in catalogue.reader().meetings()
    with catalogue.writing() as writer:
        writer.forget_document(read.document)
        writer.prune()
    assert reader.meetings() == reader.bodies() == ()


def test_a_document_is_found_by_id_by_path_and_by_a_part_of_path_or_title(
    catalogue: Catalogue,
) -> None:
    read = hold(catalogue, "2025/a_1.txt")
    hold(catalogue, "2025/ab1.txt", description=Description(title="Budget"))
    reader = catalogue.reader()
    for text in (read.document, "2025/a_1.txt", "A_1", "of 9 jan"):
        assert reader.find_document(text).id == read.document
    with pytest.raises(NotFound, match="several documents"):
        reader.find_document("2025")
    with pytest.raises(NotFound, match="No document is named"):
        reader.find_document("100%")


def test_other_bytes_make_a_new_version_and_the_old_pages_stay(catalogue: Catalogue) -> None:
    read = hold(catalogue, "a.txt")
    hold(catalogue, "a.txt", "Another text of the minutes.")
    reader = catalogue.reader()
    old, new = reader.versions(read.document)
    assert (old.number, new.number) == (1, 2)
    assert old.superseded is not None
    assert new.superseded is None
    assert reader.document(read.document).version == 2
    with catalogue.writing() as writer:
        assert writer.prune() == ()
    assert reader.page(read.document, 1, version=1).text == TEXT
    assert reader.page(read.document, 1).text == "Another text of the minutes."


def test_only_passages_whose_text_or_labels_changed_are_pending(catalogue: Catalogue) -> None:
    first, second = hold(catalogue, "a.txt").passages
    with catalogue.writing() as writer:
        writer.embedded(1, [first.id, second.id])
    hold(catalogue, "a.txt")
    assert catalogue.reader().pending(10) == ()
    hold(catalogue, "a.txt", TEXT.replace("resolved", "deferred"))
    assert [each.id for each in catalogue.reader().pending(10)] == [second.id]
    other = Description(title=MINUTES.title, council="Sample Council")
    hold(catalogue, "a.txt", description=other)
    assert [each.id for each in catalogue.reader().pending(10)] == [first.id, second.id]


def test_forgetting_a_document_leaves_its_points_to_delete_and_nothing_else(
    catalogue: Catalogue,
) -> None:
    read = hold(catalogue, "a.txt")
    with catalogue.writing() as writer:
        writer.forget_document(read.document)
        assert writer.prune() == (read.digest,)
    reader = catalogue.reader()
    assert catalogue.stale_points(1) == tuple(sorted(each.id for each in read.passages))
    assert reader.documents() == reader.meetings() == reader.councils() == ()
    assert reader.counts().passages == 0
    hold(catalogue, "a.txt")
    assert catalogue.stale_points(1) == ()


def test_a_failed_transaction_keeps_nothing(catalogue: Catalogue) -> None:
    def fail() -> None:
        with catalogue.writing() as writer:
            writer.source("other", "/other")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert catalogue.root("other") is None
    assert catalogue.root("records") == "/records"


def test_rows_that_refer_to_nothing_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(HomeError, match="kept what it held before"), catalogue.writing() as writer:
        writer.version("0" * 12, "records", "a.txt", "0" * 64, ".txt", MINUTES)
    assert catalogue.broken_keys() == ()


def test_likenesses_stand_until_a_document_changes(catalogue: Catalogue) -> None:
    first, second = hold(catalogue, "a.txt"), hold(catalogue, "b.txt")
    assert not catalogue.linked(1)
    link = Likeness(first.document, second.document, 1.0, LikenessKind.SAME_TEXT)
    with catalogue.writing() as writer:
        writer.likenesses(1, [link])
    assert catalogue.linked(1)
    assert catalogue.reader().likenesses([first.document]) == (link,)
    assert [sketch for _, sketch in catalogue.reader().sketches()] == [b"sketch", b"sketch"]
    with catalogue.writing() as writer:
        writer.forget_document(second.document)
    assert not catalogue.linked(1)
    assert catalogue.reader().likenesses() == ()


def test_an_empty_catalogue_says_how_to_fill_it(tmp_path: Path) -> None:
    catalogue = open_catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    with pytest.raises(NotFound, match="indexer add"):
        catalogue.reader()
    catalogue.close()


def test_a_catalogue_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'catalogue.sqlite'}"
    open_catalogue(url).close()
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(HomeTooNew, match="9999"):
        open_catalogue(url)


@pytest.mark.parametrize("url", ["nonsense", "nosuchbase://x"])
def test_a_wrong_url_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(ConfigurationError, match="catalogue_url"):
        open_catalogue(url)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_text("this is no database, but a letter" * 40)
    with pytest.raises(HomeError, match=r"catalogue\.sqlite"):
        open_catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
