"""Which way each thing goes: views ask the house, the house stands on the store, never back."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import din_indgang_tui
from din_indgang_tui.shell.change_watch import EVERY_PART
from din_indgang_tui.store.unit import Rule

PACKAGE = "din_indgang_tui"
ROOT = Path(din_indgang_tui.__file__).parent
# What draws, or is drawn with.
SCREEN = ("app", "shell", "ways", "views", "widgets", "terminal", "commands")
HEAVY = ("textual", "rich", "typer")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted(ROOT.rglob("*.py"))}


def within(*parts: str) -> list[str]:
    """The modules of these parts of the package."""
    heads = tuple(f"{PACKAGE}.{part}" for part in parts)
    return [
        name for name in MODULES if name in heads or name.startswith(tuple(h + "." for h in heads))
    ]


@cache
def tree(module: str) -> ast.Module:
    """The module as it is written."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imports(module: str, *, at_start: bool = False) -> frozenset[str]:
    """Modules it imports, by their whole names; with `at_start`, those outside its functions."""
    found: set[str] = set()
    for node in _at_start(tree(module)) if at_start else ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            assert node.module is not None
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in inner}
    return frozenset(found)


def _at_start(node: ast.AST) -> Iterator[ast.AST]:
    """Statements outside functions; those for types alone too, since a reader needs them."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        yield child
        yield from _at_start(child)


def texts(module: str) -> Iterator[tuple[int, str]]:
    """Every text written in the module that is not a docstring, with its line."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(module)):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str):
            yield node.lineno, node.value


def reach(module: str, *parts: str) -> frozenset[str]:
    """What it imports of these parts."""
    return imports(module) & set(within(*parts))


@pytest.fixture(scope="module", autouse=True)
def _read_once() -> Iterator[None]:
    """The trees of a whole package are much to keep for tests that do not ask for them."""
    yield
    tree.cache_clear()


def test_the_parts_of_the_package_are_all_looked_at() -> None:
    for part in ("house", "store", "views", "widgets"):
        assert len(within(part)) > 4, part
    assert f"{PACKAGE}.house.enquiries" in MODULES


# What the house and the store stand on -----------------------------------------------------------


def test_house_and_store_run_without_a_screen() -> None:
    """In a fresh interpreter, with every module of theirs imported."""
    program = (
        "import importlib, sys\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        f"print(*sorted({{name.partition('.')[0] for name in sys.modules}} & {set(HEAVY)}))\n"
        f"print(*sorted(name for name in sys.modules if name.startswith({PACKAGE + '.'!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *within("house", "store")],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT.parent,
    )
    heavy, ours = done.stdout.split("\n")[:2]
    assert heavy == ""
    assert set(ours.split()) & set(within(*SCREEN, "cli", "export", "demo")) == set()
    assert set(within("house", "store")) <= set(ours.split())


def test_the_house_knows_no_screen_and_no_command() -> None:
    for module in within("house"):
        assert reach(module, *SCREEN, "cli", "demo", "export") == set(), module
        assert not {name for name in imports(module) if name.partition(".")[0] in HEAVY}, module


def test_the_store_knows_nothing_of_the_house() -> None:
    for module in within("store"):
        assert reach(module, "house", *SCREEN, "cli", "demo", "export") == set(), module
        assert not {name for name in imports(module) if name.partition(".")[0] in HEAVY}, module


def test_a_widget_knows_no_view() -> None:
    for module in within("widgets", "terminal"):
        assert reach(module, "views", "app", "shell", "ways") == set(), module


def test_no_module_needs_itself() -> None:
    """By types neither. Raises CycleError with the modules of the ring where there is one."""
    needs = {name: imports(name, at_start=True) & MODULES.keys() for name in MODULES}
    assert len(list(TopologicalSorter(needs).static_order())) == len(MODULES)


# What a screen may do ----------------------------------------------------------------------------


def test_a_screen_reaches_the_file_through_the_desk_alone() -> None:
    for module in within("views", "widgets", "app", "shell", "ways"):
        of_the_store = {name.rpartition("store.")[2] for name in reach(module, "store")}
        assert of_the_store <= {"desk", "drafts", "errors", "roles"}, module
        assert not {name for name in imports(module) if "sqlite" in name}, module


def test_text_reaches_the_screen_through_the_page_alone() -> None:
    """Not through Textual's own widgets, which would read a name as markup; it may be measured."""
    for module in within("views"):
        drawing = {name for name in imports(module) if name.partition(".")[0] in HEAVY}
        assert drawing <= {"rich.cells"}, module
        written = MODULES[module].read_text(encoding="utf-8")
        assert not re.search(r"\.(notify|update|push_screen|mount|write)\(", written), module


def test_a_view_holds_no_rule() -> None:
    """What may be done, and by whom, is marked on the deeds of the house."""
    for module in within("views"):
        marked = {
            ast.unparse(d) for n in ast.walk(tree(module)) for d in getattr(n, "decorator_list", [])
        }
        assert not {name for name in marked if name.startswith(("reads", "changes"))}, module


# SQL ---------------------------------------------------------------------------------------------

SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|SELECT\s+(EXISTS|count)|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\S+\s+SET"
    r"|DELETE\s+FROM|PRAGMA\s+\w|BEGIN\s+IMMEDIATE|CREATE\s+(TABLE|INDEX|TRIGGER)|DROP\s+TABLE"
    r"|ORDER\s+BY|GROUP\s+BY|WHERE\s+\w+\s*(=|<|>|IN|IS))",
    re.DOTALL,
)


def test_sql_is_written_in_the_house_and_in_the_store() -> None:
    """The made-up town, too, writes its rows itself: it is a house of its own making."""
    for module in sorted(set(MODULES) - set(within("house", "store", "demo"))):
        assert [(line, text) for line, text in texts(module) if SQL.search(text)] == [], module


def test_sql_is_known_when_it_is_seen() -> None:
    assert any(SQL.search(text) for _, text in texts(f"{PACKAGE}.house.enquiries"))
    assert any(SQL.search(text) for _, text in texts(f"{PACKAGE}.store.file"))
    assert not SQL.search("Select who comes from the list.")


def test_what_was_typed_is_never_written_into_sql() -> None:
    """Only names this module made are put into a text of SQL: never an argument of a question."""
    for module in within("house", "store"):
        for function in ast.walk(tree(module)):
            if not isinstance(function, ast.FunctionDef) or not function.decorator_list:
                continue
            marks = [ast.unparse(mark) for mark in function.decorator_list]
            if not any(mark.startswith(("reads(", "changes(")) for mark in marks):
                continue
            arguments = {a.arg for a in (*function.args.args[1:], *function.args.kwonlyargs)}
            for node in ast.walk(function):
                if isinstance(node, ast.JoinedStr) and SQL.search(ast.unparse(node)):
                    inside = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
                    assert not inside & arguments, f"{module}.{function.name}"


# The one door ------------------------------------------------------------------------------------


def test_every_question_and_deed_lives_in_a_part_of_the_house() -> None:
    marked = [
        name
        for name in MODULES
        for node in ast.walk(tree(name))
        for mark in getattr(node, "decorator_list", [])
        if ast.unparse(mark).startswith(("reads(", "changes("))
    ]
    assert len(marked) > 20
    assert set(marked) <= set(within("house", "store", "demo"))


def test_a_desk_that_reads_everything_again_reads_every_part_of_the_house() -> None:
    moved = {
        part
        for name in within("house")
        for function in vars(importlib.import_module(name)).values()
        for part in getattr(getattr(function, "__rule__", None), "parts", ())
    }
    assert moved == EVERY_PART


def test_every_public_function_that_is_handed_a_unit_of_work_is_marked_or_is_a_part_of_one() -> (
    None
):
    """A function with a `Reading` or a `Unit` first is run by the door, or by one that is."""
    for name in within("house"):
        for _, function in inspect.getmembers(importlib.import_module(name), inspect.isfunction):
            if function.__module__ != name or function.__name__.startswith("_"):
                continue
            first = next(iter(inspect.signature(function).parameters.values()), None)
            rule = getattr(function, "__rule__", None)
            if rule is not None:
                assert isinstance(rule, Rule)
                assert first is not None
                assert first.annotation == ("Reading" if rule.kind == "read" else "Unit")
                assert rule.may, f"{name}.{function.__name__} may be done by nobody"
                assert function.__doc__


def test_the_connection_is_opened_by_the_store_alone() -> None:
    for module in sorted(MODULES):
        opened = [
            node.lineno
            for node in ast.walk(tree(module))
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("sqlite3.connect")
        ]
        assert opened == [] or module in within("store", "house.moving_in"), module
