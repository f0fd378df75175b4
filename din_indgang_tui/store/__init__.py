"""What every part of the house stands on: the file, the one door to it, audit, drafts, backup."""
