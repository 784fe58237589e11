"""The house: imports go down only, modules are short, no error is caught blindly."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("documents", "index", "qa")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
FORBIDDEN = {
    "documents": {"index", "qa", "tests", "benchmarks"},
    "index": {"qa", "tests", "benchmarks"},
    "qa": {"tests", "benchmarks"},
}

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def imported(tree: ast.AST) -> Iterator[str]:
    """The top-level names of all imports, those inside functions included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "" if node.level else (node.module or "").split(".")[0]


def blind(tree: ast.AST) -> Iterator[int]:
    """The lines of `except:`, `except Exception` and `except BaseException` that do not raise again."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            names = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            wide = any(n is None or (isinstance(n, ast.Name) and n.id in ("Exception", "BaseException")) for n in names)
            cleans_up = (
                isinstance(node.type, ast.Name) and isinstance(node.body[-1], ast.Raise) and not node.body[-1].exc
            )
            if wide and not cleans_up:
                yield node.lineno


def test_the_packages_are_there() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(PACKAGES)


@each_module
def test_imports_go_down_only(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    names = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
    assert not names & FORBIDDEN[package]
    assert "" not in names, "imports name the package: from index.search import Index"


@each_module
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@each_module
def test_no_error_is_caught_blindly(path: Path) -> None:
    assert list(blind(ast.parse(path.read_text(encoding="utf-8")))) == []


@each_module
def test_a_module_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body


def test_the_checks_themselves_see_what_they_look_for() -> None:
    code = "import os.path\nfrom . import x\ndef f():\n  from qa.answer import A\ntry: pass\nexcept: pass\n"
    code += "try: pass\nexcept (OSError, Exception): pass\ntry: pass\nexcept BaseException:\n  raise\n"
    tree = ast.parse(code)
    assert sorted(imported(tree)) == ["", "os", "qa"]
    assert list(blind(tree)) == [6, 8]
