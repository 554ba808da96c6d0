"""A difference between two graphs as one HTML file, without a script and without a request.

Words of documents are text in it, never markup; the content security policy admits the styles of
the page by their hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import Any, Final

from markupsafe import Markup

from .diff import Diff, diff_record
from .labels import plain

_STYLE: Final = "diff.css"


def render(found: Diff, before: str, after: str) -> str:
    """The page as HTML, to be written as UTF-8; `before` and `after` are what the graphs are called."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    style = (resources.files(__package__) / "templates" / _STYLE).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = environment.get_template("diff.html")
    return template.render(
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        # Trusted: a file of this package.
        style=Markup(style),  # noqa: S704
        before=_sound(before),
        after=_sound(after),
        **_sound(diff_record(found)),
    )


def _sound(value: Any) -> Any:
    """The value with its texts on one line, without control and direction characters or lone surrogates."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", "\ufffd", plain(value))
    if isinstance(value, list):
        return [_sound(each) for each in value]
    if isinstance(value, dict):
        return {name: _sound(each) for name, each in value.items()}
    return value
