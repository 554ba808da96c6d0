"""Serve an Oxigraph store as it is: `python serve_store.py STORE [--write]`, which prints the address.

With `--write` it takes updates from those who bear the token here, and keeps them beside the store.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from parleygraph.service import server
from parleygraph.service.app import create_app
from parleygraph.service.context import Context, Limits, Source
from parleygraph.service.guard import host_names
from parleygraph.service.source import FixedSource
from parleygraph.service.updates import UpdatedSource

TOKEN: Final = "a-token-of-many-letters"  # noqa: S105 - of the tests


def main() -> None:
    """Serve until the process is told to stop."""
    store = Path(sys.argv[1])
    listening = server.bind("127.0.0.1", 0)
    port = listening.getsockname()[1]
    source: Source = FixedSource(store, "http://data.example/")
    updates = None
    if "--write" in sys.argv:
        source = updates = UpdatedSource(source, store.parent, Limits(), writes=True)
    context = Context(
        dossier=store,
        source=source,
        updates=updates,
        token=TOKEN if updates else None,
        base_url=f"http://127.0.0.1:{port}",
        hosts=host_names("127.0.0.1", port),
    )
    print(context.base_url, flush=True)
    server.serve(create_app(context), listening)


if __name__ == "__main__":
    main()
