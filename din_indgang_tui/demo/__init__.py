"""The demo town: `make_town` writes one, `PASSWORD` opens every log-in in it."""

from din_indgang_tui.demo.town import PASSWORD, build, make_town

__all__ = ["PASSWORD", "build", "make_town"]
