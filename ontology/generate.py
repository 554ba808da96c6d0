"""Write the files that are made from the ontology: `python -m parleygraph.ontology.generate`.

Each rendering is a function from the ontology to text, so that a test can tell whether
the file on disk is fresh. Run it in a checkout: the page goes to `docs/`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import as_page, as_python, as_shapes
from .files import FOLDER, relation_shapes_file

FILES: dict[Path, Callable[[], str]] = {
    FOLDER / "vocabulary.py": as_python.render,
    relation_shapes_file(): as_shapes.render,
    FOLDER.parent / "docs" / "ontology.md": as_page.render,
}


def main() -> None:
    """Write every generated file."""
    for path, render in FILES.items():
        path.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
