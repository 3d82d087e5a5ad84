"""Every quotation of a decision stands on its page, whatever the minutes are made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.indexer.decisions.made_minutes import HEAD, page, read

LINES = st.sampled_from(
    [
        "# 8. The weir",
        "RESOLVED that:",
        "(a) the mill be let; and",
        "(b) the rent be set.",
        "1) Mr Ash proposed, and Mr Elm seconded the motion that it be let.",
        "2) Mr Oak proposed, and Mr Elm seconded the following amendment:",
        "Following the debate, the Chairman put the motion to the vote:",
        "For (2)",
        "Mr Ash, Mr",
        "Elm",
        "Against (1): Councillor Oak.",
        "Amendment lost.",
        "Motion carried.",
        "It was agreed unanimously to go on.",
        "Agreed unanimously.",
        "Decision:",
        "Mr Ash spoke, and said nothing.",
    ]
)


@given(st.lists(st.lists(LINES, min_size=1, max_size=8), min_size=1, max_size=3))
def test_every_quotation_stands_on_its_page(pages: list[list[str]]) -> None:
    pages[0] = [HEAD, *pages[0]]
    texts = [page(1, *lines).text for lines in pages]
    read_of = read(*pages)
    ids = [decision.id for decision in read_of.decisions]
    assert len(ids) == len(set(ids))
    for decision in read_of.decisions:
        assert decision.text
        for proof in decision.proofs:
            text = texts[proof.page - 1]
            assert " ".join(text[proof.start : proof.stop].split()) == proof.quote
            assert proof.quote
