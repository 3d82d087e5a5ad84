"""The indexer's command line. What each command needs is imported when it runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from indexer.errors import ConfigurationError, MoothallError, NotFound
from indexer.garbage import look_seldom

if TYPE_CHECKING:
    from indexer.catalogue import Catalogue
    from indexer.config import Settings
    from indexer.summary import Tally

SOMETHING_FAILED = 1
NOTHING_DONE = 2

app = typer.Typer(
    name="python -m indexer",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help=(
        "Turn a folder of council records into an index that answers questions.\n\n"
        "Everything is kept in one folder, the home: the files as published, what was read of "
        "them, and their vectors. Run a command again at any time: what did not change costs "
        "nothing, and a run that was broken off is finished."
    ),
    epilog=(
        "[bold]Examples[/bold]\n\n"
        "python -m indexer add records/\n\n"
        "python -m indexer add records/kent --manifest records/kent.jsonl --name kent\n\n"
        "python -m indexer status --home /srv/moothall\n\n"
        'python -m indexer show "Minutes 9 January" --passages\n\n'
        "The exit status is 0 when all went well, 1 when something failed and the rest is indexed, "
        "2 when nothing was done: a wrong option or setting, or a home that cannot be used."
    ),
)

Home = Annotated[
    Path | None,
    typer.Option("--home", help="The folder that holds everything kept.", show_default=False),
]
Config = Annotated[
    list[Path] | None,
    typer.Option("--config", help="A TOML file of settings; later ones win.", show_default=False),
]


@app.command()
def add(
    folders: Annotated[list[Path], typer.Argument(help="Folders of records.", metavar="FOLDER...")],
    manifest: Annotated[
        Path | None,
        typer.Option(
            help="A manifest.jsonl that says what is known of the files. "
            "By default the one in the folder, if there is one.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(help="The source's name; by default the folder's.", show_default=False),
    ] = None,
    council: Annotated[
        str | None,
        typer.Option(
            help="Whose records they are, where the manifest does not say.", show_default=False
        ),
    ] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Try again what could not be read the last time.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    home: Home = None,
    config: Config = None,
) -> None:
    """Index folders of records, or bring their index up to date.

    New documents are created, changed ones updated, those gone from a folder deleted; the others
    are skipped. A document that cannot be read is reported, and the others go on.
    """
    from indexer.index import open_index
    from indexer.instruments import standard_instruments
    from indexer.sources.folder import FolderSource
    from indexer.synchronise import synchronise
    from indexer.terminal import watched

    if len(folders) > 1 and (manifest or name):
        raise ConfigurationError("--manifest and --name go with one folder: run 'add' for each.")
    settings = _settings(home, config)
    sources = [FolderSource(folder, manifest, name, council) for folder in folders]
    with open_index(settings, standard_instruments) as index, watched() as tally:
        synchronise(sources, index, tally, retry=retry)
    _end(tally, as_json)


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    home: Home = None,
    config: Config = None,
) -> None:
    """Say what is held: councils, bodies, meetings, documents, pages, passages, failures."""
    from indexer.catalogue import open_catalogue
    from indexer.home import open_home
    from indexer.status import status as status_of
    from indexer.terminal import print_status

    settings = _settings(home, config)
    place = open_home(settings.home)
    catalogue = open_catalogue(settings.catalogue_url or place.catalogue_url)
    held = status_of(place.folder, catalogue)
    if as_json:
        typer.echo(held.json().decode())
    else:
        print_status(held)


@app.command()
def show(
    document: Annotated[
        str, typer.Argument(help="A document's id, its path, or a part of its path or title.")
    ],
    blocks: Annotated[
        bool, typer.Option("--blocks", help="Print the blocks of its pages.")
    ] = False,
    sections: Annotated[bool, typer.Option("--sections", help="Print its sections.")] = False,
    passages: Annotated[bool, typer.Option("--passages", help="Print its passages.")] = False,
    home: Home = None,
    config: Config = None,
) -> None:
    """Print how one document was read.

    Without an option, its description, its versions and its sections' headings.
    """
    from indexer.catalogue import open_catalogue
    from indexer.home import open_home
    from indexer.showing import print_blocks, print_document, print_passages, print_sections

    settings = _settings(home, config)
    place = open_home(settings.home)
    reader = open_catalogue(settings.catalogue_url or place.catalogue_url).reader()
    found = reader.find_document(document)
    print_document(reader, found)
    if blocks:
        print_blocks(reader, found)
    if sections:
        print_sections(reader, found)
    if passages:
        print_passages(reader, found)


@app.command()
def remove(
    document: Annotated[
        str | None,
        typer.Argument(help="A document's id, its path, or a part of its path or title."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(help="Remove all documents of this source.", show_default=False),
    ] = None,
    home: Home = None,
    config: Config = None,
) -> None:
    """Delete a document, or a whole source, and all that is kept of it.

    A document still in its folder comes back with the next 'add'.
    """
    from indexer.index import open_index
    from indexer.instruments import standard_instruments
    from indexer.synchronise import remove_documents, remove_source
    from indexer.terminal import watched

    if (document is None) == (source is None):
        raise ConfigurationError("Name either a DOCUMENT or a --source to remove.")
    with (
        open_index(_settings(home, config), standard_instruments, create=False) as index,
        watched() as tally,
    ):
        _must_hold(index.catalogue)
        if source is not None:
            remove_source(source, index, tally)
        elif document is not None:
            remove_documents([index.reader.find_document(document)], index, tally)
    _end(tally)


@app.command()
def verify(
    repair: Annotated[
        bool, typer.Option("--repair", help="First write again what the store lacks.")
    ] = False,
    home: Home = None,
    config: Config = None,
) -> None:
    """Check that the catalogue, the originals and the store agree.

    Every original is there with its own bytes, every passage is found again in its page, and the
    store holds just these passages. The exit status is 1 if anything is wrong.
    """
    from indexer.index import open_index
    from indexer.instruments import standard_instruments
    from indexer.synchronise import finish
    from indexer.terminal import print_faults, watched
    from indexer.verify import repair as repair_index
    from indexer.verify import verify as faults_of

    with open_index(_settings(home, config), standard_instruments, create=False) as index:
        _must_hold(index.catalogue)
        if repair:
            with watched() as tally:
                repair_index(index)
                finish(index, tally)
        faults = tuple(faults_of(index))
    print_faults(faults)
    if faults:
        raise typer.Exit(SOMETHING_FAILED)


@app.command()
def rebuild(home: Home = None, config: Config = None) -> None:
    """Build the index anew from the documents kept, with the settings of now.

    The index in use stays until the new one is whole, and is then replaced at once.
    """
    from indexer.index import open_index
    from indexer.instruments import standard_instruments
    from indexer.rebuild import rebuild as rebuild_index
    from indexer.terminal import watched

    with open_index(_settings(home, config), standard_instruments, create=False) as index:
        _must_hold(index.catalogue)
        with watched() as tally:
            rebuild_index(index, tally)
    _end(tally)


def _settings(home: Path | None, config: list[Path] | None) -> Settings:
    from indexer.config import load_settings

    given: dict[str, Any] = {} if home is None else {"home": home}
    return load_settings(config or (), **given)


def _must_hold(catalogue: Catalogue) -> None:
    """Raise `NotFound` where nothing was ever indexed: there is nothing to work on."""
    catalogue.reader()


def _end(tally: Tally, as_json: bool = False) -> None:
    summary = tally.summary()
    if as_json:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(summary)).decode())
    else:
        from indexer.terminal import print_summary

        print_summary(summary)
    if summary.failed:
        raise typer.Exit(SOMETHING_FAILED)


def main() -> None:
    """Run the command line; errors raised on purpose end it with one line."""
    look_seldom()
    try:
        app()
    except MoothallError as error:
        typer.echo(f"{'Not found' if isinstance(error, NotFound) else 'Error'}: {error}", err=True)
        sys.exit(NOTHING_DONE)


if __name__ == "__main__":
    main()
