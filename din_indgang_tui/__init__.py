"""Din Indgang: the desk of a walk-in house, in a terminal."""

__version__ = "0.1.0"
