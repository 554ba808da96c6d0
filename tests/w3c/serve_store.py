"""Serve an Oxigraph store as it is: `python serve_store.py STORE`, which prints the address."""

from __future__ import annotations

import sys
from pathlib import Path

from parleygraph.service import server
from parleygraph.service.app import create_app
from parleygraph.service.context import Context
from parleygraph.service.guard import host_names
from parleygraph.service.source import FixedSource


def main() -> None:
    """Serve until the process is told to stop."""
    store = Path(sys.argv[1])
    listening = server.bind("127.0.0.1", 0)
    port = listening.getsockname()[1]
    context = Context(
        dossier=store,
        source=FixedSource(store, "http://data.example/"),
        base_url=f"http://127.0.0.1:{port}",
        hosts=host_names("127.0.0.1", port),
    )
    print(context.base_url, flush=True)
    server.serve(create_app(context), listening)


if __name__ == "__main__":
    main()
