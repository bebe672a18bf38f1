"""Which characters the fonts of this machine can print, asked of fontconfig itself."""

import ctypes
import threading
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.rendering.errors import GlyphMissing

BLANK = "〔　〕"
"""Printed in place of a character that no font has, to be filled in by hand."""

_LIBRARY = "libfontconfig.so.1"
_CHARSET = b"charset"
_lock = threading.Lock()


class _FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


@lru_cache(maxsize=1)
def _charsets() -> tuple[ctypes.CDLL, list[ctypes.c_void_p]]:
    """The character sets of all installed fonts; fontconfig keeps them alive as long as its configuration."""
    library = ctypes.CDLL(_LIBRARY)
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcPatternGetCharSet.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p),
    ]  # fmt: skip
    library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    fonts = library.FcConfigGetFonts(library.FcInitLoadConfigAndFonts(), 0)
    found = []
    for index in range(fonts.contents.count if fonts else 0):
        charset = ctypes.c_void_p()
        if library.FcPatternGetCharSet(fonts.contents.fonts[index], _CHARSET, 0, ctypes.byref(charset)) == 0:
            found.append(charset)
    return library, found


@lru_cache(maxsize=65536)
def _covered(character: str) -> bool:
    with _lock:
        library, charsets = _charsets()
        return any(library.FcCharSetHasChar(charset, ord(character)) for charset in charsets)


def _prints(character: str) -> bool:
    """White space and format signs need no glyph; a control character never prints."""
    if character in "\n\t\r" or unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cf", "Mn"}:
        return True
    return unicodedata.category(character) not in {"Cc", "Cs", "Cn"} and _covered(character)


def missing_glyphs(text: str) -> list[str]:
    """The characters of the text that no installed font covers, in order of code point."""
    return sorted(character for character in set(text) if not _prints(character))


def require_glyphs(texts: Iterable[str]) -> None:
    """Let texts pass that can be printed whole; raises GlyphMissing naming the characters."""
    missing = missing_glyphs("".join(texts))
    if missing:
        raise GlyphMissing(missing)


def blanked(value: object, missing: list[str]) -> object:
    """The same data with a blank to fill by hand in place of each missing character."""
    if isinstance(value, str):
        for character in missing:
            value = value.replace(character, BLANK)
        return value
    if isinstance(value, dict):
        return {key: blanked(inner, missing) for key, inner in value.items()}
    if isinstance(value, list):
        return [blanked(inner, missing) for inner in value]
    return value


def texts_in(value: object) -> list[str]:
    """Every text inside form data."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_in(inner)]
    return []
