"""The settings that a run was made with, as TOML, and what two runs' settings differ in."""

from __future__ import annotations

import msgspec

from indexer.config import Settings

WITHOUT_EFFECT = ("home", "catalogue_url", "embedding.batch_size", "service.", "store.")
"""Settings, and tables of them, that change no figure of retrieval."""


def config_text(settings: Settings) -> str:
    """Return every setting that has a value as TOML; passwords are left out."""
    import tomli_w

    content = settings.model_dump(mode="json", exclude_none=True)
    for table in ("store", "writing"):
        content[table].pop("api_key", None)
    return tomli_w.dumps(content)


def unlike_settings(first: str, second: str) -> tuple[str, ...]:
    """Return the settings that differ, as ``table.name: first, second``.

    Those that change no figure are left out.

    Parameters
    ----------
    first, second
        Settings as `config_text` gives them.
    """
    held, other = _flat(first), _flat(second)
    return tuple(
        f"{name}: {held.get(name, 'none')}, {other.get(name, 'none')}"
        for name in dict.fromkeys([*held, *other])
        if held.get(name) != other.get(name) and not name.startswith(WITHOUT_EFFECT)
    )


def takes_whole(settings: Settings, asked: bool | None) -> bool:
    """Return whether each document is to be one passage: as `asked`, where that is not None.

    Published figures mostly take documents whole. So that is what is done, unless a setting says
    how to cut them.
    """
    return "passages" not in settings.model_fields_set if asked is None else asked


def _flat(config: str) -> dict[str, str]:
    flat = {}
    for group, settings in msgspec.toml.decode(config).items():
        if isinstance(settings, dict):
            flat.update({f"{group}.{name}": str(value) for name, value in settings.items()})
        else:
            flat[group] = str(settings)
    return flat
