"""Writing what was published: sources, documents, their versions, and what could not be read."""

from __future__ import annotations

import msgspec
from sqlalchemy import delete, insert, select, update

from indexer.catalogue.statements import Statements, now
from indexer.catalogue.tables import documents, failures, originals, sources, versions
from indexer.catalogue.values import Failure
from indexer.records import Description


class PublishedWriter(Statements):
    """Writes what was published."""

    def source(self, name: str, root: str) -> None:
        """Hold the source `name`, found at `root`."""
        self._hold(sources, {"name": name}, root=root, added=now())
        self._run(update(sources).where(sources.c.name == name).values(root=root))

    def forget_source(self, name: str) -> None:
        """Forget a source whose documents are gone, with its failures."""
        self._run(delete(failures).where(failures.c.source == name))
        self._run(delete(sources).where(sources.c.name == name))

    def original(self, name: str, size: int) -> None:
        """Hold that the original `name` of `size` bytes is kept."""
        self._hold(originals, {"digest": name}, bytes=size)

    def version(
        self, document: str, source: str, path: str, content: str, form: str, stated: Description
    ) -> None:
        """Hold that a document stands at its place with the bytes of digest `content`.

        Other bytes than before make a new version, and the one before is superseded.
        """
        moment = now()
        described = msgspec.json.encode(stated).decode()
        held = self._connection.execute(
            select(documents.c.version, versions.c.digest)
            .join(versions, versions.c.document == documents.c.id)
            .where(documents.c.id == document, versions.c.number == documents.c.version)
        ).one_or_none()
        if held and held.digest == content:
            of_newest = (versions.c.document == document) & (versions.c.number == held.version)
            self._run(update(versions).where(of_newest).values(stated=described))
            return
        number = held.version + 1 if held else 1
        if held:
            of_newest = (versions.c.document == document) & (versions.c.number == held.version)
            self._run(update(versions).where(of_newest).values(superseded=moment))
            self._run(update(documents).where(documents.c.id == document).values(version=number))
        else:
            row = {"id": document, "source": source, "path": path, "version": number}
            self._run(insert(documents).values(row))
        self._run(
            insert(versions).values(
                document=document,
                number=number,
                digest=content,
                form=form,
                stated=described,
                first_seen=moment,
            )
        )

    def failure(self, failure: Failure) -> None:
        """Hold that a document could not be read."""
        self.forget_failure(failure.source, failure.path)
        self._run(insert(failures).values(msgspec.structs.asdict(failure)))

    def forget_failure(self, source: str, path: str) -> None:
        """Forget that a document could not be read."""
        self._run(delete(failures).where(failures.c.source == source, failures.c.path == path))
