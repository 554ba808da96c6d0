"""Run a checker that must see the checkout under its package name, whatever its folder is called.

The root of the repository is the package `parleygraph`. mypy takes a module's name from its
path, and import-linter walks the folder of the package, so both look at
`build/checkout/parleygraph`: a folder of links to what the package consists of.

    python scripts/checkout.py mypy [ARGUMENT ...]
    python scripts/checkout.py lint-imports [ARGUMENT ...]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    "mypy": ["-m", "mypy", "-p", "parleygraph"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}


def link_package() -> Path:
    """Make the folder of links anew and return the folder that holds it."""
    package = ROOT / "build" / "checkout" / "parleygraph"
    shutil.rmtree(package, ignore_errors=True)
    package.mkdir(parents=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = project["tool"]["setuptools"]["packages"]
    folders = [name.split(".")[1] for name in names if name.count(".") == 1]
    for name in [*folders, "py.typed", *(path.name for path in ROOT.glob("*.py"))]:
        (package / name).symlink_to(ROOT / name)
    return package.parent


def main() -> int:
    """Run the checker named on the command line; its exit status is ours."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(f"usage: python scripts/checkout.py {{{','.join(COMMANDS)}}} [ARGUMENT ...]")
    folder = str(link_package())
    environment = os.environ | {"MYPYPATH": folder, "PYTHONPATH": folder}
    command = [sys.executable, *COMMANDS[sys.argv[1]], *sys.argv[2:]]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
