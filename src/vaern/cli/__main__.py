"""`python -m vaern.cli`: the command, from wherever this Python is."""

from vaern.cli import main

main()
