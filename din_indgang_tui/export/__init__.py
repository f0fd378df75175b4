"""The weekly figures written out: `run` makes them, `write_out` files them, `keep` keeps them."""

from din_indgang_tui.export.output import write_out
from din_indgang_tui.export.request import Export, ExportRequest, keep, run

__all__ = ["Export", "ExportRequest", "keep", "run", "write_out"]
