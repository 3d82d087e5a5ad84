"""Settings: where they come from, which wins, and what is refused."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from indexer.config import Settings, load_settings
from indexer.errors import ConfigurationError

CONFIGS = Path(__file__).parents[1] / "configs"


@pytest.fixture(autouse=True)
def _no_settings_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in [name for name in os.environ if name.upper().startswith("MOOTHALL_")]:
        monkeypatch.delenv(variable)


def toml(folder: Path, text: str, name: str = "own.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def meanings(model: type[BaseModel], table: str = "") -> dict[str, str]:
    """Return the meaning of every setting, by its dotted name."""
    found = {}
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel):
            found |= meanings(type(field.default), f"{name}.")
        else:
            found[table + name] = field.description or ""
    return found


def written_meanings(file: Path) -> dict[str, str]:
    """Return the comment above every setting of `file`, also above those in comments."""
    found = {}
    table = comment = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"\[(\w+)]", line):
            table = f"{heading[1]}."
        elif setting := re.match(r"(?:# )?(\w+) = ", line):
            found[table + setting[1]] = comment
        comment = line.removeprefix("# ")
    return found


def test_the_default_file_changes_nothing() -> None:
    assert load_settings([CONFIGS / "default.toml"]) == load_settings()


def test_the_default_file_shows_every_setting_with_its_meaning() -> None:
    assert written_meanings(CONFIGS / "default.toml") == meanings(Settings)


@pytest.mark.parametrize("file", sorted(CONFIGS.rglob("*.toml")), ids=lambda file: file.name)
def test_every_file_of_settings_is_valid(file: Path) -> None:
    assert load_settings([file])


def test_production_keeps_vectors_on_a_server_and_listens_to_the_network() -> None:
    settings = load_settings([CONFIGS / "production.toml"])
    assert (settings.store.home, settings.service.host) == ("server", "0.0.0.0")


@given(
    file=st.none() | st.integers(0, 65535),
    variable=st.none() | st.integers(0, 65535),
    option=st.none() | st.integers(0, 65535),
)
def test_the_strongest_source_wins(
    tmp_path_factory: pytest.TempPathFactory,
    file: int | None,
    variable: int | None,
    option: int | None,
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    files = [] if file is None else [toml(folder, f"[service]\nport = {file}\n")]
    options = {} if option is None else {"service": {"port": option}}
    with pytest.MonkeyPatch.context() as environment:
        if variable is not None:
            environment.setenv("MOOTHALL_SERVICE__PORT", str(variable))
        settings = load_settings(files, **options)
    strongest = next(port for port in (option, variable, file, 8000) if port is not None)
    assert settings.service.port == strongest
    assert settings.service.host == "127.0.0.1"


def test_a_later_file_overrides_only_what_it_names(tmp_path: Path) -> None:
    first = toml(tmp_path, '[store]\nhome = "server"\ncollection = "first"\n', "1.toml")
    second = toml(tmp_path, '[store]\ncollection = "second"\n', "2.toml")
    store = load_settings([first, second]).store
    assert (store.home, store.collection) == ("server", "second")


def test_files_can_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = toml(tmp_path, "[service]\nport = 1\n", "1.toml")
    second = toml(tmp_path, "[service]\nport = 2\n", "2.toml")
    monkeypatch.setenv("MOOTHALL_CONFIG", os.pathsep.join([str(first), str(second)]))
    assert load_settings().service.port == 2
    assert load_settings([first]).service.port == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("hoem = 'here'", "hoem"),
        ("[stoer]\nurl = 'http://here'", "stoer"),
        ("[store]\nulr = 'http://here'", "store.ulr"),
        ("[store]\nhome = 'cloud'", "store.home"),
        ("[service]\nport = 70000", "service.port"),
        ("[retrieval]\ndense_weight = 1.5", "retrieval.dense_weight"),
        ("store = 'server'", "store"),
    ],
)
def test_a_wrong_setting_is_named_with_its_file(tmp_path: Path, text: str, named: str) -> None:
    file = toml(tmp_path, text)
    with pytest.raises(ConfigurationError, match=rf"own\.toml.*: {re.escape(named)}: "):
        load_settings([file])


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("MOOTHALL_HOEM", "here", "MOOTHALL_HOEM"),
        ("MOOTHALL_STOER__URL", "http://here", "MOOTHALL_STOER__URL"),
        ("MOOTHALL_STORE__ULR", "http://here", "store.ulr"),
        ("MOOTHALL_SERVICE__PORT", "eighty", "service.port"),
        ("MOOTHALL_STORE", "{", "store"),
    ],
)
def test_a_wrong_variable_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, named: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=re.escape(named)):
        load_settings()


def test_a_missing_file_and_one_that_is_not_toml_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.toml: cannot be read: No such file"):
        load_settings([tmp_path / "nowhere.toml"])
    with pytest.raises(ConfigurationError, match=r"own\.toml: is not TOML: .*line 1"):
        load_settings([toml(tmp_path, "home: here\n")])
    latin = tmp_path / "latin.toml"
    latin.write_bytes('home = "caf\xe9"'.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=r"latin\.toml: is not TOML"):
        load_settings([latin])


def test_a_key_is_never_shown(tmp_path: Path) -> None:
    settings = load_settings([toml(tmp_path, "[store]\napi_key = 'open sesame'\n")])
    assert "sesame" not in repr(settings)
    assert settings.store.api_key is not None
    assert settings.store.api_key.get_secret_value() == "open sesame"
    with pytest.raises(ConfigurationError) as fault:
        load_settings([toml(tmp_path, "[store]\napi_key = ['open sesame']\n")])
    assert "sesame" not in str(fault.value)
