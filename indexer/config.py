"""Every setting: its type, its default and what it means.

Settings come from, each overriding the one before: the defaults here, TOML files in the order
given, environment variables (``MOOTHALL_STORE__URL``), and keyword arguments (the command line).
``configs/default.toml`` shows them all with their defaults; a test holds it to this module.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from indexer.errors import ConfigurationError
from indexer.following.settings import FeedSettings
from indexer.setting_group import Group


class PartitionSettings(Group):
    """How files are read."""

    max_pages: int = Field(2000, ge=1, description="a document of more pages is refused")
    max_bytes: int = Field(200_000_000, ge=1, description="a file of more bytes is refused")
    max_unpacked_bytes: int = Field(
        500_000_000, ge=1, description="an office document that unpacks to more is refused"
    )
    ocr: bool = Field(
        True, description="read pages without text by Tesseract where it is installed"
    )
    ocr_language: str = Field("eng", description="Tesseract's language codes, joined by +")


class PassageSettings(Group):
    """How sections are cut. Part of what makes a generation."""

    tokens: int = Field(
        300, ge=20, description="a passage's length at most, in the embedder's tokens"
    )
    context_tokens: int = Field(
        48, ge=0, description="the context line's length at most, in tokens"
    )


class EmbeddingSettings(Group):
    """The embedder. Part of what makes a generation."""

    model: str = Field(
        "bundled",
        description="'bundled' (all-MiniLM-L6-v2 from disk), a folder, or a name on the model hub",
    )
    precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto", description="auto: bfloat16, for the marker bytes, where the processor has them"
    )
    window: int = Field(
        384,
        ge=32,
        description="tokens of a text that the model is given at most, if it can take so many",
    )
    batch_size: int = Field(8, ge=1, description="texts encoded at once")
    language: str = Field(
        "english", description="whose stems and stop words the sparse vectors use"
    )
    average_length: float = Field(
        110.0, gt=0, description="an average passage's words after stop words, for BM25"
    )


class StoreSettings(Group):
    """Where the vectors live."""

    home: Literal["embedded", "server"] = Field(
        "embedded", description="embedded: in this process; server: a Qdrant server or cluster"
    )
    url: str = Field(
        "http://127.0.0.1:6333", description="the Qdrant server, where home is 'server'"
    )
    api_key: SecretStr | None = Field(None, description="the Qdrant server's key")
    collection: str = Field("moothall", description="prefix of the collections on the server")
    shards: int = Field(1, ge=1, description="shards of a new collection on a cluster")
    replicas: int = Field(1, ge=1, description="copies of each shard on a cluster")
    timeout_seconds: float = Field(30.0, gt=0, description="how long a server may take to answer")


class RetrievalSettings(Group):
    """How passages are found."""

    depth: int = Field(500, ge=1, description="passages of each arm whose scores are fused")
    candidates: int = Field(200, ge=1, description="of these, how many are looked at")
    ranked: int = Field(
        150, ge=0, description="of these, how many are held against the question word by word"
    )
    dense_weight: float = Field(
        0.4, ge=0, le=1, description="weight of the dense arm's score; BM25 has the rest"
    )
    preference: float = Field(
        0.2, ge=0, le=1, description="added to the score of records that the question names"
    )
    recency: float = Field(
        0.45,
        ge=0,
        le=1,
        description="added to the newest records' score where now is asked of, half after a year",
    )
    duplicate_overlap: float = Field(
        0.8, gt=0, le=1, description="passages that share this part of their words count once"
    )


class AnswerSettings(Group):
    """How answers are made."""

    statements: int = Field(4, ge=1, description="quotations in an answer at most")
    max_question_characters: int = Field(1000, ge=1, description="a longer question is refused")
    passages: int = Field(10, ge=1, description="passages read for sentences that answer")
    stretches: int = Field(
        9, ge=1, description="stretches of these read with the question, shared by its parts"
    )
    nearest: int = Field(3, ge=0, description="records shown where none answers")
    confidence: float = Field(
        0.55, ge=0, le=1, description="an answer of less estimated confidence is not given"
    )


class WritingSettings(Group):
    """The model that writes answers. Without one, answers are quoted."""

    base_url: str = Field(
        "", description="an OpenAI-compatible endpoint, as http://127.0.0.1:8080/v1; empty: none"
    )
    model: str = Field("", description="the model's name at the endpoint")
    api_key: SecretStr | None = Field(None, description="the endpoint's key")
    timeout_seconds: float = Field(60.0, gt=0, description="how long writing may take in all")
    stall_seconds: float = Field(
        15.0, gt=0, description="how long the endpoint may say nothing before it is given up"
    )
    max_tokens: int = Field(700, ge=1, description="tokens written for one answer at most")
    passages: int = Field(6, ge=1, description="passages given to the model")
    statements: int = Field(5, ge=1, description="statements in a written answer at most")

    @model_validator(mode="after")
    def _whole(self) -> WritingSettings:
        if self.base_url and not self.model:
            raise ValueError("base_url is set, but not model: name the model at the endpoint")
        return self


class ContactSettings(Group):
    """Where a council is asked directly."""

    contact: str = Field("", description="the address of its page on how to reach it")
    information: str = Field("", description="the address of its page on freedom of information")


class ServiceSettings(Group):
    """The web service."""

    host: str = Field("127.0.0.1", description="the address to listen at")
    port: int = Field(8000, ge=0, le=65535, description="the port to listen at")
    notice: str = Field(
        "", description="a notice at the top of every page, such as of invented records"
    )
    public_url: str = Field(
        "", description="where people reach the service; by default as their request names it"
    )
    allowed_origins: tuple[str, ...] = Field(
        (), description="sites whose pages may hold the widget, as https://example.org; * for all"
    )
    contacts: dict[str, ContactSettings] = Field(
        {}, description="by a council's name: its pages 'contact' and 'information', to ask there"
    )
    time_zone: ZoneInfo = Field(
        ZoneInfo("Europe/London"), description="the zone of the hours that records print"
    )
    question_days: int = Field(
        30, ge=0, description="days that questions are kept, masked, without addresses; 0: never"
    )
    feedback_days: int = Field(
        365, ge=0, description="days that feedback is kept with its question; 0: none is taken"
    )
    heartbeat_seconds: float = Field(
        15.0, gt=0, description="a stream that says nothing for so long sends a sign of life"
    )
    resume_seconds: float = Field(
        10.0, ge=0, description="how long an answer goes on for a client that has gone away"
    )


class Settings(BaseSettings):
    """All settings of Moothall."""

    model_config = SettingsConfigDict(
        env_prefix="MOOTHALL_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    home: Path = Field(Path("moothall-home"), description="the folder that holds everything kept")
    catalogue_url: str | None = Field(
        None, description="an SQLAlchemy URL; by default an SQLite file in the home"
    )
    partition: PartitionSettings = PartitionSettings()
    passages: PassageSettings = PassageSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    store: StoreSettings = StoreSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answer: AnswerSettings = AnswerSettings()
    writing: WritingSettings = WritingSettings()
    service: ServiceSettings = ServiceSettings()
    feeds: FeedSettings = FeedSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - named by the base class
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - named by the base class
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Put the TOML files, given under ``_files``, below the environment."""
        given = dict(getattr(init_settings, "init_kwargs", {}))
        files = given.pop("_files", {})
        return (
            InitSettingsSource(settings_cls, given),
            env_settings,
            InitSettingsSource(settings_cls, files),
        )


def load_settings(files: Sequence[Path] = (), **given: Any) -> Settings:
    """Return the settings of `files`, the environment and `given`, the last the strongest.

    Without `files`, those named in ``MOOTHALL_CONFIG`` (joined like a search path) are read.

    Raises
    ------
    ConfigurationError
        A file is missing or is not TOML, or a setting (also an environment variable that begins
        with ``MOOTHALL_``) is unknown or out of range.
    """
    if not files:
        named = os.environ.get("MOOTHALL_CONFIG", "")
        files = [Path(name) for name in named.split(os.pathsep) if name]
    merged: dict[str, Any] = {}
    for file in files:
        merged = _merge(merged, _read(file))
    _refuse_unknown_variables()
    try:
        return Settings(**{"_files": merged, **given})
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        sources = ", ".join([*map(str, files), "environment, command line"])
        raise ConfigurationError(f"Wrong settings ({sources}): {faults}") from error
    except SettingsError as error:
        raise ConfigurationError(f"Wrong settings (environment): {error}") from error


def _refuse_unknown_variables() -> None:
    # pydantic-settings looks up the variables it knows and would pass over a misspelt one.
    for variable in os.environ:
        name = variable.upper()
        if not name.startswith("MOOTHALL_") or name == "MOOTHALL_CONFIG":
            continue
        if name.removeprefix("MOOTHALL_").split("__")[0].lower() not in Settings.model_fields:
            raise ConfigurationError(
                f"{variable}: no setting has this name. "
                "configs/default.toml lists them; MOOTHALL_STORE__URL sets url under [store]."
            )


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: is not TOML: {error}") from error


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        under = merged.get(name)
        merged[name] = (
            _merge(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
        )
    return merged
