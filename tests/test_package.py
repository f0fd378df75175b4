"""The package as it is built and installed."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import din_indgang_tui

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"


def test_version_is_the_same_everywhere() -> None:
    declared = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["version"]
    assert din_indgang_tui.__version__ == declared
    assert version("din-indgang-tui") == declared
