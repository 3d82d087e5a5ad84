"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real records beside the checkout, or skip where there is none."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real records (../shared/data) are not on this machine")
    return SHARED_DATA
