"""How many threads compute for a question."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

from service.encoders import one_thread


def test_a_question_is_computed_in_one_thread() -> None:
    before = torch.get_num_threads()
    with one_thread():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == before


def test_the_threads_come_back_after_a_fault() -> None:
    before = torch.get_num_threads()
    with pytest.raises(RuntimeError), one_thread():
        raise RuntimeError
    assert torch.get_num_threads() == before


def test_what_needs_no_torch_does_not_load_it() -> None:
    code = "import sys; from service.encoders import one_thread\nwith one_thread(): pass\n"
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}assert 'torch' not in sys.modules"], check=False
    )
    assert ran.returncode == 0
