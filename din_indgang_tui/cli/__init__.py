"""The command line: thin commands around the same house that the desk uses.

commands    ONE list of what there is, and the options before a command
people      init, staff
day         today
calendar    calendar
moving      import, export
setting     set
inbox       inbox
keeping     check, backup, restore
town        demo
asking      passwords, numbers and progress: what the terminal is asked and told
wording     typer's own words, in ours

The commands are built with their help in the language that was chosen, so `launch` chooses it
before `run` imports them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from din_indgang_tui.text import printed


def run(words: Sequence[str]) -> int:
    """Do what these words say. Returns 0 done, 1 refused with reasons, 2 wrong use.

    The one place where what was refused becomes words on standard error. Nobody sees a traceback:
    what nobody foresaw is written to a file, and one line says where.
    """
    import typer

    from din_indgang_tui.cli import wording
    from din_indgang_tui.cli.commands import app
    from din_indgang_tui.store.errors import DeskError, StoreError, UsageError

    try:
        code = app(args=list(words), prog_name="dinindgang", standalone_mode=False)
    except UsageError as error:
        return _refuse(str(error), 2)
    except typer.TyperException as error:
        return _refuse(wording.usage_error(error), error.exit_code)
    except typer.Abort:
        return 130
    except (DeskError, StoreError) as error:
        return _refuse(str(error), 1)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _refuse(wording.system_error(error), 1)
    except Exception as error:
        return _refuse(wording.crash(error), 1)
    return code if isinstance(code, int) else 0


def _refuse(reasons: str, code: int) -> int:
    print(printed(reasons), file=sys.stderr)
    return code
