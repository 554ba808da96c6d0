"""What the fit shares with the reader: how texts become features and pairs, without spaCy.

The folder `extractors/learned` is loaded as a package of its own: that of the project would import spaCy,
which need not be here.
"""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

learned = types.ModuleType("learned")
learned.__path__ = [str(Path(__file__).resolve().parents[2] / "extractors" / "learned")]
sys.modules["learned"] = learned
from learned.features import WINDOW, Features, cut  # noqa: E402
from learned.heads import sigmoid  # noqa: E402
from learned.pairs import TextPairs, find_pairs, join  # noqa: E402

__all__ = ["WINDOW", "Features", "TextPairs", "features", "find_pairs", "join", "sigmoid", "windows"]


def features(document: Mapping[str, Any], window: int) -> Features:
    """The arrays of a document as `prepare.py` wrote it, cut for a window of so many pieces."""
    arrays = {name: np.array(value, np.int32) for name, value in document["features"].items()}
    return windows(Features(**arrays), window)


def windows(f: Features, window: int) -> Features:
    """The same text, cut anew."""
    bounds = np.flatnonzero(np.diff(f.sentence, prepend=-1, append=-2))
    sentences = list(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True))
    rows = cut(np.diff(f.offsets), sentences, window)
    return dataclasses.replace(f, windows=np.array(rows, np.int32).reshape(-1, 2))
