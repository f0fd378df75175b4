"""Imported by Python itself before the desk: its clock runs on from the morning of the drawings.

So that no test of the desk meets midnight, a weekend or the night the clocks are moved.
"""

import os
from datetime import timedelta

if "DESK_TESTS_CLOCK_OFFSET" in os.environ:
    from din_indgang_tui import clock

    _machine_clock = clock.machine_clock
    # Asked for each time: a fork has another one than the process that imported the desk.
    clock.machine_clock = lambda: (
        _machine_clock() + timedelta(seconds=int(os.environ["DESK_TESTS_CLOCK_OFFSET"]))
    )
