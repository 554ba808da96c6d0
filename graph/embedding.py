"""Text and data inside HTML: written so that a browser can take neither for markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any


def json_in_script(value: Any) -> str:
    """JSON that can stand inside a script element: it neither ends it nor opens a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Lone surrogates, which UTF-8 cannot hold, are written as escapes too.
    return re.sub("[<>&\u2028\u2029\ud800-\udfff]", lambda c: f"\\u{ord(c[0]):04x}", text)


def sound(text: str) -> str:
    """The text with lone surrogates, which UTF-8 cannot hold, replaced."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def csp_hash(text: str) -> str:
    """What a content security policy calls an inline script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
