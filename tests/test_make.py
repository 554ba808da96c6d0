"""`make` on machines that lack what is needed: one clear line, and no half-made environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(
    shutil.which("make") is None or os.name != "posix", reason="needs make and a POSIX shell"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make demo` reads before it installs anything; its name has a space."""
    folder = tmp_path / "a clone"
    (folder / "scripts").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "scripts/venv.sh"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def python_of_version(folder: Path, name: str, major: int, minor: int) -> None:
    """Put a Python into the folder that says it has this version and can do nothing else."""
    program = folder / name
    program.write_text(
        f"#!/bin/sh\nexec '{sys.executable}' -c 'import sys; "
        f'sys.version_info = ({major}, {minor}, 0); exec(sys.argv[1])\' "$2"\n'
    )
    program.chmod(0o755)


def make_demo(checkout: Path, path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `make demo` where only the programs in `path` and the system's own tools are found."""
    for tool in ("sh", "rm", "sed", "touch", "make"):
        (path / tool).symlink_to(shutil.which(tool) or tool)
    environment = {"PATH": str(path), "HOME": str(checkout)}
    return subprocess.run(
        ["make", "--no-print-directory", "demo", *arguments],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def first_lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said, less the line in which make itself gives up."""
    return [line for line in done.stderr.splitlines() if not line.startswith("make:")]


def test_an_old_python_gets_one_line_that_says_what_to_do(checkout: Path, tmp_path: Path) -> None:
    """Python 3.11 alone is not enough: the line names it, what is needed and how to get it."""
    programs = tmp_path / "bin"
    programs.mkdir()
    python_of_version(programs, "python3", 3, 11)
    done = make_demo(checkout, programs)
    assert done.returncode != 0
    (line,) = first_lines(done)
    assert "needs Python 3.12 or newer" in line
    assert "found Python 3.11" in line
    assert "install" in line
    assert not (checkout / ".venv").exists()


def test_no_python_gets_one_line_too(checkout: Path, tmp_path: Path) -> None:
    """Without any Python the same line says that none was found."""
    programs = tmp_path / "bin"
    programs.mkdir()
    done = make_demo(checkout, programs)
    assert done.returncode != 0
    (line,) = first_lines(done)
    assert "found none" in line


def test_a_named_python_is_the_one_that_is_judged(checkout: Path, tmp_path: Path) -> None:
    """PYTHON=… overrides the search, and the line says that this one is too old."""
    programs = tmp_path / "bin"
    programs.mkdir()
    python_of_version(programs, "python3", 3, 13)
    python_of_version(programs, "oldpython", 3, 9)
    done = make_demo(checkout, programs, "PYTHON=oldpython")
    assert done.returncode != 0
    (line,) = first_lines(done)
    assert "PYTHON=oldpython is Python 3.9" in line
