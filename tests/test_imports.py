"""The architecture, read off the imports: which package may know which.

All imports count: those inside functions and those made for type checking too.
"""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PACKAGES = ("indexer", "service", "eval")

Imports = dict[str, frozenset[str]]
"""What each module imports: modules of the project by their own name, others as written."""

OWNERS = {
    "qdrant_client": ("indexer.store",),
    "qdrant_edge": ("indexer.store",),
    "pypdfium2": ("indexer.partition", "indexer.page_images"),
    "unstructured": ("indexer.partition",),
    "pytesseract": ("indexer.partition",),
    "litestar": ("service.web",),
    "openai": ("service.compose.writing",),
    "sqlalchemy": ("indexer.catalogue",),
    "alembic": ("indexer.catalogue",),
}
"""Libraries, and those who alone may know them: a page is read in one place, drawn in another."""

KEPT_TO_THE_INDEXER = ("indexer.sources", "indexer.partition", "indexer.synchronise")
"""How an index is filled; the packages that read it do not know."""

TOOLS = ("eval.sample",)
"""Scripts that make and check the sample council; no program imports them."""


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def modules(root: Path, packages: Iterable[str]) -> dict[str, Path]:
    """Return the file of every module under `root`, a package's being its ``__init__``."""
    found = {}
    for package in packages:
        for file in (root / package).rglob("*.py"):
            parts = file.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def named(tree: ast.Module, module: str, known: Iterable[str]) -> Iterator[str]:
    """Yield what `tree` imports; a submodule imported from its package is that submodule."""
    known = set(known)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: line {node.lineno}: imports are absolute"
            assert node.module is not None
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known else node.module


def read_imports(root: Path, packages: Iterable[str]) -> Imports:
    files = modules(root, packages)
    return {
        module: frozenset(named(ast.parse(file.read_bytes()), module, files)) - {module}
        for module, file in files.items()
    }


def circles(imports: Imports) -> list[tuple[str, ...]]:
    """Return the groups of modules that import one another in a circle (Tarjan 1972)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: list[tuple[str, ...]] = []

    def visit(module: str) -> None:
        order[module] = lowest[module] = len(order)
        path.append(module)
        for other in sorted(imports[module] & imports.keys()):
            if other not in order:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in path:
                lowest[module] = min(lowest[module], order[other])
        if lowest[module] == order[module]:
            start = path.index(module)
            group = tuple(sorted(path[start:]))
            del path[start:]
            if len(group) > 1:
                found.append(group)

    for module in sorted(imports):
        if module not in order:
            visit(module)
    return found


def crossings(imports: Imports, importers: str, forbidden: str) -> set[str]:
    """Return the imports of `forbidden` by `importers`, as ``a -> b``."""
    return {
        f"{module} -> {other}"
        for module, others in imports.items()
        for other in others
        if within(module, importers) and within(other, forbidden)
    }


@pytest.fixture(scope="module")
def imports() -> Imports:
    return read_imports(ROOT, PACKAGES)


def test_the_packages_are_read(imports: Imports) -> None:
    assert {module.split(".")[0] for module in imports} == set(PACKAGES)
    assert "indexer.errors" in imports["indexer.config"]


@pytest.mark.parametrize(
    ("lower", "upper"), [("indexer", "service"), ("indexer", "eval"), ("service", "eval")]
)
def test_imports_run_one_way(imports: Imports, lower: str, upper: str) -> None:
    assert crossings(imports, lower, upper) == set()


def test_no_modules_import_one_another_in_a_circle(imports: Imports) -> None:
    assert circles(imports) == []


@pytest.mark.parametrize("reader", ["service", "eval"])
@pytest.mark.parametrize("kept", KEPT_TO_THE_INDEXER)
def test_readers_of_an_index_do_not_know_how_it_is_filled(
    imports: Imports, reader: str, kept: str
) -> None:
    assert crossings(imports, reader, kept) == set()


@pytest.mark.parametrize(("library", "owners"), OWNERS.items())
def test_a_library_is_known_to_its_owners_alone(
    imports: Imports, library: str, owners: tuple[str, ...]
) -> None:
    assert {
        module
        for module, others in imports.items()
        if any(within(other, library) for other in others)
        and not any(within(module, allowed) for allowed in (*owners, *TOOLS))
    } == set()


@pytest.mark.parametrize("tool", TOOLS)
def test_no_program_imports_a_tool(imports: Imports, tool: str) -> None:
    assert {
        module
        for module, others in imports.items()
        if any(within(other, tool) for other in others) and not within(module, tool)
    } == set()


INSTALLED = ("postgres", "test")
"""The extras that `make setup` installs, and the lock pins."""


def declared(project: dict[str, object], extras: Collection[str]) -> set[str]:
    requirements = project["dependencies"]
    assert isinstance(requirements, list)
    optional = project["optional-dependencies"]
    assert isinstance(optional, dict)
    names = [*requirements, *(line for extra in extras for line in optional[extra])]
    return {canonicalize_name(Requirement(line).name) for line in names}


def test_every_package_that_is_imported_is_declared(imports: Imports) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    providers = importlib.metadata.packages_distributions()
    missing = set()
    for module, others in imports.items():
        tool = any(within(module, tool) for tool in TOOLS)
        for top in {other.split(".")[0] for other in others}:
            if top in sys.stdlib_module_names or top in PACKAGES:
                continue
            names = {canonicalize_name(name) for name in providers.get(top, [top])}
            if not names & declared(project, extras=INSTALLED if tool else ()):
                missing.add(f"{module} -> {top}")
    assert missing == set()


def test_the_lock_pins_every_declared_package_and_nothing_for_graphics_cards() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)] == []
    names = {canonicalize_name(pin.split("==")[0]) for pin in pins}
    assert declared(project, extras=INSTALLED) - {"moothall"} <= names
    assert [name for name in names if re.match("nvidia|cuda|triton|torchvision", name)] == []
    for line in project["dependencies"]:
        requirement = Requirement(line)
        [pin] = [
            pin
            for pin in pins
            if canonicalize_name(pin.split("==")[0]) == canonicalize_name(requirement.name)
        ]
        assert requirement.specifier.contains(pin.split("==")[1]), (line, pin)


class TestTheWalk:
    """The walk itself finds what it is there to find."""

    @pytest.fixture
    def written(self, tmp_path: Path) -> Imports:
        for name, text in {
            "indexer/__init__.py": "",
            "indexer/a.py": "from indexer import b",
            "indexer/b.py": "def late():\n    import indexer.c",
            "indexer/c.py": "import typing\nif typing.TYPE_CHECKING:\n    from indexer.a import A",
            "indexer/d.py": "from indexer.a import late\nfrom qdrant_edge import Bm25",
            "service/__init__.py": "import indexer.sources.folder",
        }.items():
            file = tmp_path / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return read_imports(tmp_path, ("indexer", "service"))

    def test_finds_circles_through_late_and_typing_imports(self, written: Imports) -> None:
        assert circles(written) == [("indexer.a", "indexer.b", "indexer.c")]

    def test_finds_crossings(self, written: Imports) -> None:
        assert crossings(written, "indexer", "qdrant_edge") == {"indexer.d -> qdrant_edge"}
        assert crossings(written, "service", "indexer.sources") == {
            "service -> indexer.sources.folder"
        }
        assert crossings(written, "indexer", "service") == set()
