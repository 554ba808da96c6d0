"""Bytes to text: byte order marks and UTF-8 first, then what charset-normalizer finds."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes
from charset_normalizer.utils import any_specified_encoding

from .plain_text import clean
from .read_error import ReadError

# The marks of UTF-32 begin with those of UTF-16, so they come first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_SAVE_AS_UTF8 = "save it as UTF-8 text"
_WESTERN = "cp1252"
_MOSTLY_ASCII = 0.2
_FEW = 4


def decode(data: bytes, where: str) -> str:
    """The text in the bytes, without byte order mark and control characters.

    Raises ReadError, with `where` in its message, for binary content, for UTF-8 that is
    damaged, and where no encoding fits.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(where, f"is not text but {kind}", "give it the suffix of its format")
    text = _decode(data, where)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > len(text) / 100:
        raise ReadError(where, "is binary, not text", "give the document as text, HTML, PDF or docx")
    return clean(text.removeprefix("\ufeff"))


def _decode(data: bytes, where: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"begins as {encoding.upper()} and is damaged at byte {error.start:,}"
                raise ReadError(where, reason, _SAVE_AS_UTF8) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            reason = f"is UTF-8 that is damaged at byte {error.start:,}"
            raise ReadError(where, reason, _SAVE_AS_UTF8) from error
    else:
        # Between ASCII letters, NUL is the other half of UTF-16 without a mark.
        if "\0" not in text:
            return text
    return _declared(data) or _western(data) or _detected(data, where)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more characters are well-formed UTF-8 than are not: any other encoding would garble them."""
    text = data.decode("utf-8", "replace")
    return len(_BEYOND_ASCII.findall(text)) >= text.count("\ufffd")


def _declared(data: bytes) -> str | None:
    """The text in the encoding that the content names, as HTML does, if it fits."""
    encoding = any_specified_encoding(data)
    if encoding is None:
        return None
    try:
        # What calls itself Latin-1 is Windows-1252 on the web (WHATWG Encoding, 4.2).
        return data.decode(_WESTERN if encoding in ("latin_1", "ascii") else encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _western(data: bytes) -> str | None:
    """The text in Windows-1252, where it is mostly ASCII and no accent falls on an odd place.

    In an English text, a few curly quotes and accented letters are too little to go by:
    detection by statistics takes them for any of a dozen code pages.
    """
    high = sum(byte > 0x7F for byte in data)
    if b"\0" in data or high > _FEW + _MOSTLY_ASCII * len(data):
        return None
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return None
    return None if any(_is_odd(text, m.start()) for m in re.finditer("[^\x00-\x7f’]", text)) else text


def _is_odd(text: str, at: int) -> bool:
    """Whether a symbol, or a capital after a small letter, stands inside a word."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if unicodedata.category(text[at])[0] in "LMPZ":
        return before.islower() and text[at].isupper() and not after.isupper()
    return before.isalpha() and after.isalpha()


def _detected(data: bytes, where: str) -> str:
    match = from_bytes(data).best()
    if match is None:
        raise ReadError(where, "is binary, or text in an unknown encoding", _SAVE_AS_UTF8)
    return str(match)
