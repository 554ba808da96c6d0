"""Serve a dossier of any size with its tables: `python serve_tables.py DOSSIER ROWS` prints the address.

Few statements are asked of the store, as that is faster; here the tables answer from the first one on.
"""

from __future__ import annotations

import sys
from pathlib import Path

from parleygraph.service import server
from parleygraph.service.app import create_app
from parleygraph.service.context import Context, Limits
from parleygraph.service.guard import host_names
from parleygraph.service.source import DossierSource
from parleygraph.service.updates import UpdatedSource


def main() -> None:
    """Serve until the process is told to stop."""
    folder = Path(sys.argv[1])
    limits = Limits(tables_from=1, workers=1, rows=int(sys.argv[2]), memory=256 << 20)
    source = UpdatedSource(DossierSource(folder), folder, limits, writes=True)
    listening = server.bind("127.0.0.1", 0)
    port = listening.getsockname()[1]
    context = Context(
        dossier=folder,
        source=source,
        updates=source,
        token="a-token-of-many-letters",  # noqa: S106 - of the tests
        base_url=f"http://127.0.0.1:{port}",
        hosts=host_names("127.0.0.1", port),
        limits=limits,
    )
    sys.stdout.write(f"{context.base_url}\n")
    sys.stdout.flush()
    server.serve(create_app(context), listening)


if __name__ == "__main__":
    main()
