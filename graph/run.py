"""The run that made a graph: which version of the tool, which model, which settings.

A run holds no time of day: the same input under the same run gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model import digest


@dataclass(frozen=True, slots=True)
class Run:
    """What made a graph. `settings` holds JSON values only.

    >>> run = Run(version="0.1.0", model="en_core_web_md", model_version="3.8.0")
    >>> run.settings_hash == Run("0.1.0", "en_core_web_md", "3.8.0", {}).settings_hash
    True
    """

    version: str
    model: str
    model_version: str
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def settings_hash(self) -> str:
        """The digest of the settings, whatever the order they were given in."""
        return digest(json.dumps(self.settings, sort_keys=True, ensure_ascii=True))

    @property
    def id(self) -> str:
        """The digest of everything that the run records, which names it in the RDF."""
        return digest(self.version, self.model, self.model_version, self.settings_hash)
