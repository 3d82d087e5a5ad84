"""The marker, with the weights that come with it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

import service.marking
from indexer.bit_products import multiplies_bytes
from indexer.errors import EmbeddingError
from service.marking.marker import FILE, TransformerMarker, open_marker
from service.marking.network import answering, open_tokenizer, trained
from service.marking.pairs import TEXT, pairs_of
from service.marking.reading import ReadingNetwork, Way, in_bytes, in_floats
from service.marking.values import UNSEEN, Stretch

WEIGHTS = Path(service.marking.__file__).with_name(FILE)
LIDO = (
    "The Head of Leisure presented the report. ",
    "Repairs to the lido would cost £48,250. ",
    "Mrs Pike asked when it would open again.",
)


@pytest.fixture(scope="module")
def marker() -> TransformerMarker:
    return open_marker("float32")


def stretch(*sentences: str, context: str = "Leisure Committee | Lido") -> Stretch:
    ends = [sum(map(len, sentences[: at + 1])) for at in range(len(sentences))]
    return Stretch(context, "".join(sentences), tuple(zip([0, *ends], ends, strict=False)))


def test_the_sentence_that_answers_is_the_likeliest(marker: TransformerMarker) -> None:
    (marks,) = marker.marks("How much will the repairs to the lido cost?", [stretch(*LIDO)])
    assert marks.parts[1] == max(marks.parts) > 0
    assert marks.whole >= marks.parts[1]


def test_what_does_not_answer_is_unlikely(marker: TransformerMarker) -> None:
    (marks,) = marker.marks("Who chairs the planning committee?", [stretch(*LIDO)])
    assert marks.whole < 0


def test_what_is_read_beside_a_stretch_changes_nothing(marker: TransformerMarker) -> None:
    question = "When will the lido open?"
    stretches = [stretch(*LIDO[:length]) for length in (1, 3, 2, 3, 1, 2)]
    together = marker.marks(question, stretches)
    assert together == tuple(marker.marks(question, [each])[0] for each in stretches)


@pytest.mark.parametrize(("way", "tolerance"), [(in_floats, 1e-4), (in_bytes, 1.0)])
def test_the_network_reads_as_it_was_trained(way: Way, tolerance: float) -> None:
    if way is in_bytes and not multiplies_bytes():
        pytest.skip("this processor has no instructions for products of bytes")
    network = trained(WEIGHTS, "float32")
    question = "How much will the repairs to the lido cost?"
    (pair,) = pairs_of(open_tokenizer(), question, [("Leisure Committee | Lido", "".join(LIDO))])
    with torch.inference_mode():
        (expected,) = answering(network, [pair])
    read = ReadingNetwork(network, way).read(pair)
    torch.testing.assert_close(read, expected, atol=tolerance, rtol=0)
    assert read.argmax() == expected.argmax()


def test_what_lies_beyond_what_is_read_is_never_the_answer(marker: TransformerMarker) -> None:
    filling = "word " * (TEXT + 10)
    (marks,) = marker.marks("What does the repair cost?", [stretch(filling, "It costs £5.")])
    assert marks.parts[1] < UNSEEN / 2 < marks.parts[0]


def test_nothing_is_marked_of_nothing(marker: TransformerMarker) -> None:
    assert marker.marks("What?", []) == ()
    (marks,) = marker.marks("What?", [Stretch("", "", ())])
    assert marks.parts == ()


def test_weights_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"no weights")
    with pytest.raises(EmbeddingError, match=r"broken\.safetensors: cannot be read"):
        trained(broken, "float32")


def test_weights_of_another_network_are_named(tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    save_file({"classifier.bias": torch.zeros(2)}, other)
    with pytest.raises(EmbeddingError, match=r"other\.safetensors: is of another network"):
        trained(other, "float32")
