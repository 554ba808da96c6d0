"""The manifest of a dossier, `dossier.json`: what it holds, what made it, and the digests of its parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Self

from ...model import ParleyError
from ..errors import DossierError
from ..records import from_line
from ..run import Run
from .layout import DOCUMENTS, FORMAT, MANIFEST

_AGAIN: Final = "restore the file from a copy, or build the graph again"


class LaterFormat(DossierError):  # noqa: N818 - it says what is
    """A later version of the tool wrote the dossier."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the manifest lists it.

    `source` is the file it was read from, as a path from the dossier's folder or as an absolute
    one, and None where it did not come from a file; `sha256` is that of the bytes that were read.
    `run` names the run that read it, and `record` is the SHA-256 of its file in `documents/`.
    """

    id: str
    name: str
    source: str | None
    sha256: str
    title: str | None
    date: str | None
    language: str
    counts: Mapping[str, int]
    extractor: str
    extractor_version: str
    run: str
    record: str

    @property
    def file(self) -> str:
        """The name of its file, from the dossier's folder."""
        return f"{DOCUMENTS}/{self.id}.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dossier holds.

    `version` is that of the tool that wrote it, `run` how documents are read now, `runs` the runs
    that read those that are in it. `choices` are the options that make the extractor again.
    `decisions` says which of people's decisions are applied, and `files` gives the SHA-256 of the exports.
    """

    version: str
    generation: int
    base: str
    run: Run
    runs: tuple[Run, ...]
    choices: Mapping[str, Any]
    documents: tuple[Entry, ...]
    counts: Mapping[str, int]
    skipped: tuple[str, ...] = ()
    decisions: Mapping[str, int | str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def format(self) -> int:
        """The number of the format."""
        return FORMAT

    def following(self, number: int) -> Manifest:
        """The manifest with the generation after that number."""
        return replace(self, generation=number + 1)

    def with_files(self, files: Mapping[str, bytes]) -> Manifest:
        """The manifest of a dossier that has these exports, by name."""
        digests = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
        return replace(self, files=digests)

    def to_bytes(self) -> bytes:
        """The manifest as the file holds it."""
        record = {
            "format": FORMAT,
            "tool": "parleygraph",
            "version": self.version,
            "generation": self.generation,
            "base": self.base,
            "run": _run_record(self.run),
            "runs": [_run_record(run) for run in self.runs],
            "choices": dict(self.choices),
            "counts": dict(self.counts),
            "documents": [_entry_record(entry) for entry in self.documents],
            "skipped": list(self.skipped),
            "decisions": dict(self.decisions),
            "files": dict(self.files),
        }
        return (json.dumps(record, indent=1, ensure_ascii=True) + "\n").encode()

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The manifest of a dossier.

        Raises FileNotFoundError where there is none, and DossierError where it cannot be read, is
        damaged, or is in a format that a later version wrote.
        """
        path = folder / MANIFEST
        try:
            record = from_line(path.read_bytes())
            number = record["format"]
            if number != FORMAT:
                raise _refusal(path, number)
            return cls(
                version=str(record["version"]),
                generation=int(record["generation"]),
                base=str(record["base"]),
                run=_read_run(record["run"]),
                runs=tuple(map(_read_run, record["runs"])),
                choices=dict(record["choices"]),
                documents=tuple(Entry(**entry) for entry in record["documents"]),
                counts=dict(record["counts"]),
                skipped=tuple(map(str, record["skipped"])),
                decisions=dict(record["decisions"]),
                files=dict(record["files"]),
            )
        except FileNotFoundError:
            raise
        except DossierError:
            raise
        except OSError as error:
            raise DossierError(f"{path}: cannot be read ({error.strerror or error})") from error
        except (ParleyError, KeyError, TypeError, ValueError) as error:
            raise DossierError(f"{path}: damaged ({error}); {_AGAIN}") from error


def _refusal(path: Path, number: object) -> DossierError:
    if isinstance(number, int) and number > FORMAT:
        return LaterFormat(
            f"{path}: is in format {number}, written by a later version; this one reads up to format "
            f"{FORMAT}: install a newer parleygraph"
        )
    return DossierError(f"{path}: damaged (there is no format {number!r}); {_AGAIN}")


def _run_record(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "version": run.version,
        "model": run.model,
        "model_version": run.model_version,
        "settings": dict(run.settings),
        "settings_hash": run.settings_hash,
    }


def _read_run(record: Mapping[str, Any]) -> Run:
    run = Run(record["version"], record["model"], record["model_version"], dict(record["settings"]))
    if run.id != record["id"]:
        raise ValueError(f"the run {record['id']!r} was changed by hand")
    return run


def _entry_record(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Entry.__slots__}
