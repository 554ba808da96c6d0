"""The version of the package, which `pyproject.toml` holds."""

from __future__ import annotations

from importlib.metadata import version

__version__ = version("parleygraph")
