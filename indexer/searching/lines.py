"""The words of passages, and which of them hold what is sought: exactly, by one judgement.

The service holds all passages so; the indexer those that it has just read, against the searches
that are followed. So a feed finds what the search finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from indexer.records import Passage
from indexer.searching.syntax import Search, Term
from indexer.searching.words import line_of


def holds(search: Search, line: str, title: str) -> bool:
    """Return whether a passage holds what is sought: of every group a term, no excluded one.

    ``line`` and ``title`` are those of the passage and of its document, by `line_of`.
    """
    return all(any(held(term, line, title) for term in group) for group in search.groups) and not (
        any(held(term, line, title) for term in search.excluded)
    )


def held(term: Term, line: str, title: str) -> bool:
    """Return whether the words of `term` follow one another in the passage, or in the title."""
    return term.line in (title if term.in_title else line)


class Lines:
    """The words of passages and of their documents' titles; it never changes.

    Parameters
    ----------
    passages
        The passages.
    titles
        The title of each of their documents, by the document's id.
    """

    def __init__(self, passages: Iterable[Passage], titles: Mapping[str, str]) -> None:
        self._titles = {document: line_of(title) for document, title in titles.items()}
        self._lines: dict[str, str] = {}
        self._of: dict[str, str] = {}
        self._by_document: dict[str, set[str]] = {}
        self._by_word: dict[str, set[str]] = {}
        for passage in passages:
            line = line_of(passage.text)
            self._lines[passage.id] = line
            self._of[passage.id] = passage.document_id
            self._by_document.setdefault(passage.document_id, set()).add(passage.id)
            for word in set(line.split()):
                self._by_word.setdefault(word, set()).add(passage.id)

    def line(self, passage: str) -> str:
        """Return the words of the passage of that id, as `line_of` writes them."""
        return self._lines[passage]

    def holding(self, search: Search) -> set[str]:
        """Return the ids of the passages that hold what is sought."""
        found: set[str] | None = None
        for group in search.groups:
            some = set().union(*(self._perhaps(term) for term in group))
            found = some if found is None else found & some
            if not found:
                return set()
        candidates = self._lines if found is None else found
        return {name for name in candidates if holds(search, *self._words(name))}

    def free_of(self, names: Iterable[str], excluded: Sequence[Term]) -> list[str]:
        """Return those of `names` that are here and hold none of the `excluded` terms, in order."""
        return [
            name
            for name in names
            if name in self._lines and not any(held(term, *self._words(name)) for term in excluded)
        ]

    def frequency(self, term: Term) -> int:
        """Return how many passages hold the rarest word of `term`."""
        return min(len(self._by_word.get(word, ())) for word in term.words)

    def _words(self, passage: str) -> tuple[str, str]:
        return self._lines[passage], self._titles[self._of[passage]]

    def _perhaps(self, term: Term) -> set[str]:
        """Return the passages that hold each word of `term`, in whatever order."""
        if term.in_title:
            named = (document for document, title in self._titles.items() if term.line in title)
            return set().union(*(self._by_document.get(document, set()) for document in named))
        some = [self._by_word.get(word, set()) for word in term.words]
        return set.intersection(*some)
