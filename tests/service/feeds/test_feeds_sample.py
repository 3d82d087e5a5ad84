"""How near in meaning is near enough: measured on the matters of the sample council."""

from __future__ import annotations

from pathlib import Path

import msgspec

from indexer.config import load_settings
from indexer.store.schema import EVERYTHING
from service.open_index import open_index
from tests.conftest import SAMPLE


def test_a_feed_by_meaning_takes_little_of_all_and_mostly_of_its_matter(sample_home: Path) -> None:
    settings = load_settings(home=sample_home)
    matters = msgspec.json.decode((SAMPLE / "matters.json").read_bytes())
    shares, precisions = [], []
    with open_index(settings) as index:
        paths = {each.id: each.path for each in index.documents(EVERYTHING)}
        passages = {each.id: each for each in index.passages_saying("", 10_000)}

        def near(text: str) -> list[str]:
            hits = index.search(index.encode_question(text)[0], None, len(passages), EVERYTHING)
            return [hit.id for hit in hits.dense if hit.score >= settings.feeds.similarity]

        for matter in matters:
            pages = {(each["file"], page) for each in matter["documents"] for page in each["pages"]}
            for name in matter["names"]:
                found = [passages[each] for each in near(name)]
                of_it = [
                    each
                    for each in found
                    if any(
                        (paths[each.document_id], page) in pages
                        for page in range(each.pages[0], each.pages[1] + 1)
                    )
                ]
                shares.append(len(found) / len(passages))
                precisions.append(len(of_it) / max(1, len(found)))
        assert near("dinosaurs") == near("the moon landing") == []
    assert len(shares) == sum(len(matter["names"]) for matter in matters) > 20
    share, precision = sum(shares) / len(shares), sum(precisions) / len(precisions)
    print(f"share {share:.3f}, precision {precision:.2f}")
    assert share < 0.05
    assert precision > 0.75
    assert max(shares) < 0.15
