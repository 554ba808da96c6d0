"""What is built is what the sources say, and says under which licences it stands."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB, STATIC = ROOT / "service" / "web", ROOT / "service" / "static"
BUILT = ("app.js", "app.css", "sparql.js", "sparql.css", "LICENSES.txt")


def source_hash() -> str:
    """The hash of the sources, as service/web/build.mjs computes it."""
    names = ["build.mjs", "package.json", "package-lock.json", "tsconfig.json"]
    names += [path.relative_to(WEB).as_posix() for path in (WEB / "src").rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for name in sorted(names):
        text = (WEB / name).read_text(encoding="utf-8").replace("\r\n", "\n")
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


@pytest.mark.parametrize("asset", BUILT[:-1])
def test_the_committed_assets_are_made_from_the_committed_sources(asset: str) -> None:
    """The first line names the hash of the sources; where it differs, run `make web`."""
    first = (STATIC / asset).read_text(encoding="utf-8").splitlines()[0]
    assert first == f"/* parleygraph page, from sources {source_hash()} */"


@pytest.mark.skipif(
    shutil.which("node") is None or not (WEB / "node_modules" / "esbuild").is_dir(),
    reason="needs Node and the packages that `make web` installs",
)
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    """Equal sources, equal assets: nobody has to trust what is committed."""
    subprocess.run(["node", "build.mjs", str(tmp_path)], cwd=WEB, check=True)
    for name in BUILT:
        assert (tmp_path / name).read_bytes() == (STATIC / name).read_bytes()


def test_everything_bundled_is_pinned_and_comes_with_its_licence() -> None:
    """Each package of the bundle is listed with version and licence, all of them permissive."""
    text = (STATIC / "LICENSES.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^(\S+) (\S+) \(([\w.-]+)\)\n=+$", text, re.MULTILINE)
    listed = {name: version for name, version, _ in entries}
    asked = json.loads((WEB / "package.json").read_text())["dependencies"]
    assert asked.items() <= listed.items()
    permissive = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"}
    assert {licence for _, _, licence in entries} <= permissive


def test_the_lock_pins_every_package_and_names_no_place() -> None:
    """Versions are exact and hashed, and there is no address of a registry."""
    for versions in json.loads((WEB / "package.json").read_text()).values():
        if isinstance(versions, dict):
            assert all(re.fullmatch(r"\d+\.\d+\.\d+|[^\d^~].*", version) for version in versions.values())
    text = (WEB / "package-lock.json").read_text()
    assert "resolved" not in text
    packages = json.loads(text)["packages"]
    assert all(entry.get("integrity", "").startswith("sha512-") for name, entry in packages.items() if name)


def test_no_asset_can_end_the_element_that_it_stands_in() -> None:
    """Script and style are inlined, so neither may hold the end of its element or a comment of HTML."""
    script, style = ((STATIC / name).read_text(encoding="utf-8") for name in ("app.js", "app.css"))
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "</style" not in style.lower()
    assert "url(" not in style
