"""`python -m parleygraph` is the command `parleygraph`."""

from __future__ import annotations

from parleygraph.cli import main

main()
