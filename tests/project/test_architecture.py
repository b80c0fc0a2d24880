"""Imports point one way, and the heavy libraries are imported where they belong."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "reframe"

# Each room may import the rooms above it, and itself.
LAYERS = [
    {
        "model",
        "findings",
        "errors",
        "tokenising",
        "version",
        "options",
        "folders",
        "hashing",
        "overlaps",
        "patterns",
    },
    {"documents", "phrasebook"},
    {"resume", "matching"},
    {"checks", "suggesting"},
    {"linter", "proving", "fit", "posting"},
    {"reports", "review", "suppression", "cache", "config", "history"},
    {"cli", "__main__", "__init__"},
]
# phrasebook and resume know each other's data: the loader hands out what `resume.knowledge` defines.
ALLOWED = {("phrasebook", "resume")}

HOMES = {
    "spacy": {"matching"},
    "docx": {"review"},
    "pdfplumber": {"documents"},
    "click": {"cli", "__main__"},
}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    relative = path.relative_to(SOURCE)
    return relative.parts[0].removesuffix(".py")


def imports(path: Path) -> set[tuple[str, bool]]:
    """(imported module, whether only for type checking)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[tuple[str, bool]] = set()

    def visit(node: ast.AST, typing_only: bool) -> None:
        for child in ast.iter_child_nodes(node):
            inside = typing_only or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
            if isinstance(child, ast.Import):
                found.update((alias.name, inside) for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module and not child.level:
                found.add((child.module, inside))
            visit(child, inside)

    visit(tree, False)
    return found


def depth(name: str) -> int:
    for number, layer in enumerate(LAYERS):
        if name in layer:
            return number
    raise AssertionError(f"the room “{name}” has no layer; add it to LAYERS")


def test_there_are_modules_to_look_at():
    assert len(modules()) > 30


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_rooms_above_it(path):
    own = room(path)
    for name, typing_only in imports(path):
        if not name.startswith("reframe.") or typing_only:
            continue
        other = name.split(".")[1]
        if other == own or (own, other) in ALLOWED:
            continue
        assert depth(other) <= depth(own), f"{own} imports {name}"


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_heavy_library_is_imported_only_at_its_home(library):
    users = {
        room(path)
        for path in modules()
        for name, typing in imports(path)
        if name.split(".")[0] == library and not typing
    }
    assert users, f"nothing imports {library}; is the test looking at the right place?"
    assert users <= HOMES[library]


def test_spacy_is_imported_in_one_module():
    users = [path.name for path in modules() for name, _ in imports(path) if name.split(".")[0] == "spacy"]
    assert set(users) == {"matching.py"}


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_nothing_below_the_command_line_prints_or_exits(path):
    if depth(room(path)) == len(LAYERS) - 1:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & {"print", "exit", "sys.exit", "os._exit", "quit"}
