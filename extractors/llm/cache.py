"""Answers kept on disk, so that no text is paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def cache_key(request: Mapping[str, Any]) -> str:
    """The SHA-256 of what was asked: address, model, settings, prompt and text, but never the key."""
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


class AnswerCache:
    """A folder with one file for each answer; with no folder, nothing is kept.

    Texts may be confidential, so the folder is made for its owner alone.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "llm" if folder is not None else None

    def get(self, key: str) -> str | None:
        """The answer kept under the key; None where there is none, or its file is damaged."""
        if self._folder is None:
            return None
        try:
            record = json.loads(self._file(self._folder, key).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        content = record.get("content") if isinstance(record, dict) else None
        return content if isinstance(content, str) else None

    def put(self, key: str, model: str, content: str) -> None:
        """Keep the answer; the file is complete or not there. Raises OSError where it cannot be written."""
        if self._folder is None:
            return
        file = self._file(self._folder, key)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        data = json.dumps({"model": model, "content": content}).encode()
        with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as temporary:
            temporary.write(data)
        os.replace(temporary.name, file)  # noqa: PTH105 - one step, on every system

    @staticmethod
    def _file(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"
