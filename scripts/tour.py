"""Run the commands of the README's tour again and put what they print below them.

    python scripts/tour.py

A `console` block of README.md holds one command, after `$`; the rest of the block is its output.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```console\n\$ (parleygraph .*)\n(?:.*\n)*?```$", re.MULTILINE)
_COLUMNS = 96


def shown(match: re.Match[str]) -> str:
    """The block again, with what its command prints now."""
    command = match[1]
    arguments = [sys.executable, "-m", *shlex.split(command)]
    environment = os.environ | {"COLUMNS": str(_COLUMNS)}
    done = subprocess.run(  # noqa: S603 - our own page
        arguments, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    printed = "\n".join(line.rstrip() for line in done.stdout.splitlines())
    return f"```console\n$ {command}\n{printed}\n```"


def main() -> None:
    """Rewrite README.md."""
    README.write_text(_BLOCK.sub(shown, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
