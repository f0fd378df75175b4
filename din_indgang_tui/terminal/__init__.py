"""What stands between the program and the terminal.

environment     what the process inherits, put right before textual is imported
incoming        bytes from the terminal, made into keys and pastes
outgoing        text to the terminal, made into bytes
driver          the two joined to Textual, and the watch over the terminal
signals         leaving when told to, in time
crash           what is left of an error: a file for the one who mends it, a line for the host
hardened        the base class of the program's App, which joins it all

Nothing here knows what the house does. Nothing is imported here, so that `environment` can run
before textual.
"""
