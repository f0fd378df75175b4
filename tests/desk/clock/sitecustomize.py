"""Imported by Python itself before the desk: its clock runs on from the morning of the drawings.

So that no test of the desk meets midnight, a weekend or the night the clocks are moved.
"""

import os
from datetime import timedelta

if seconds := os.environ.get("DESK_TESTS_CLOCK_OFFSET"):
    from din_indgang_tui import clock

    _machine_clock, _offset = clock.machine_clock, timedelta(seconds=int(seconds))
    clock.machine_clock = lambda: _machine_clock() + _offset
