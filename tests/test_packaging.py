"""The wheel holds the package, whole; the locks name packages, not places."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("commands", "extractors", "graph", "ontology", "service")
# What the web page is built from stays in the repository: who uses the package never needs Node.
WEB_SOURCES = ("service", "web")
LOCKS = ("requirements.txt", "requirements-dev.txt")


def tracked_files() -> list[Path]:
    """The files of the checkout that git knows or would add; a plain copy has no git to ask."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the checkout is no git repository, or git is not installed")
    return [path for path in map(Path, listed.splitlines()) if (ROOT / path).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel of this checkout, built from a copy with the installed setuptools and no network."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked_files():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, source / path)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*command, "--wheel-dir", str(target), str(source)], check=True, capture_output=True)
    return zipfile.ZipFile(next(target.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    """Modules, Turtle, shapes, questions, word lists and templates: what is in the tree is in the wheel."""
    expected = {
        f"parleygraph/{path.as_posix()}"
        for path in tracked_files()
        if (len(path.parts) == 1 and path.suffix == ".py")
        or path.name == "py.typed"
        or (path.parts[0] in PACKAGES and path.parts[:2] != WEB_SOURCES)
    }
    found = {name for name in wheel.namelist() if name.startswith("parleygraph/")}
    assert expected == found
    for kind in (".ttl", ".rq", ".py", ".html"):
        assert any(name.endswith(kind) for name in found), f"no {kind} in the wheel"


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    """Tests, benchmarks, examples and tools stay in the repository."""
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"parleygraph", next(top for top in tops if top.endswith(".dist-info"))}


def test_the_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    """Its metadata name the command `parleygraph` and the licence."""
    info = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
    assert "parleygraph = parleygraph.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert "License-Expression: Apache-2.0" in wheel.read(f"{info}/METADATA").decode()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_and_hashes_every_package_and_names_no_place(lock: str) -> None:
    """Each requirement is `name==version` with hashes; there is no address and no path."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"(https?|file)://|^-|/", text, re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(lock: str) -> None:
    """Every dependency is pinned, and so is the setuptools that builds the package from a checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    if lock == "requirements-dev.txt":
        asked += project["project"]["optional-dependencies"]["dev"]
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
    names = {re.split(r"[<>=!~;\[ ]", line)[0].lower().replace("_", "-") for line in asked}
    assert names <= pinned


def test_both_locks_agree() -> None:
    """A package has one version, whether the demo or the tests install it."""
    pins = [dict(re.findall(r"^(\S+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS]
    assert pins[0].items() <= pins[1].items()
