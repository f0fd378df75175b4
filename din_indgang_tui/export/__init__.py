"""The weekly figures written out: `run` makes the bytes, `write_out` puts them in a file."""

from din_indgang_tui.export.output import write_out
from din_indgang_tui.export.request import ExportRequest, run

__all__ = ["ExportRequest", "run", "write_out"]
