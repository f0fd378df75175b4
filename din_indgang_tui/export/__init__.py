"""The weekly figures written out: `run` makes it, `write_out` puts it in a file."""

from din_indgang_tui.export.output import write_out
from din_indgang_tui.export.request import Export, ExportRequest, run

__all__ = ["Export", "ExportRequest", "run", "write_out"]
