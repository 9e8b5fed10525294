"""`python -m lianxi …`: the command line."""

from lianxi.cli.main import main

main()
