"""The settings of searches that are followed."""

from __future__ import annotations

from pydantic import Field

from indexer.setting_group import Group


class FeedSettings(Group):
    """Searches that are followed in feed readers."""

    most: int = Field(500, ge=1, description="searches followed at most")
    unread_days: int = Field(
        90,
        ge=1,
        description="a search whose feed nobody read for so many days is followed no longer",
    )
    entries: int = Field(200, ge=1, description="entries of a feed at most, the latest")
    first: int = Field(
        50, ge=0, description="entries of a feed that is new at most, of the newest records"
    )
    similarity: float = Field(
        0.35,
        ge=0,
        le=1,
        description="a passage is near enough to a search followed by meaning, "
        "by the model's cosine",
    )
