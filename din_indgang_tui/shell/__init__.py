"""What the app around the screens is made of, a duty a module.

canvas          the page of lines and the one open field: what the terminal shows
everywhere      the commands that work on every screen
straight_in     logged in without a password, in the demo town
change_watch    what other terminals changed, until the screens have read it
idle_imports    the screens opened most, imported while nobody waits
"""
