"""`python -m din_indgang_tui` is the same as `dinindgang`."""

from din_indgang_tui.launch import main

if __name__ == "__main__":
    main()
