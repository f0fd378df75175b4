"""One module a screen, named like the part of the house it shows; no SQL, no rules."""
