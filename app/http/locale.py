"""The reader's language: Chinese unless the person, or the browser's cookie, chose English.

Every sentence is written once in Chinese and that text is its key. ``_()`` in templates and ``msg()`` in Python look
the same: parameters are named in braces, ``_('共 {n} 条', n=3)``.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from babel import Locale
from babel.messages import mofile, pofile
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Babel, get_translations
from markupsafe import Markup

from app.core.text import Message, use_translator

COOKIE = "fengqiao_language"
LANGUAGES = {"zh_CN": "中文", "en": "English"}
TAGS = {"zh_CN": "zh-CN", "en": "en"}
LOCALES = {name: Locale.parse(name) for name in LANGUAGES}
#: Where a request keeps the catalogue of its language: a page asks for a hundred sentences and more.
CATALOGUE = "fengqiao_catalogue"


def chosen_language() -> str:
    """The language of this request: of the API's Accept-Language, the signed-in person, the cookie, else Chinese."""
    if not has_request_context():
        return "zh_CN"
    if request.path.startswith("/api/"):
        return "en" if request.accept_languages.best_match(["zh", "zh-CN", "en"]) == "en" else "zh_CN"
    cookie = request.cookies.get(COOKIE, "")
    own = getattr(g, "language", None)
    return next((name for name in (cookie, own) if name in LANGUAGES), "zh_CN")


def sentence(text: str) -> str:
    """A sentence in the reader's language, as the catalogue has it; the Chinese one outside the application."""
    if not has_app_context():
        return text
    catalogue = g.get(CATALOGUE)
    if catalogue is None:
        catalogue = get_translations()
        setattr(g, CATALOGUE, catalogue)
    return str(catalogue.gettext(text))


def translate(text: str | Message, /, **params: Any) -> str:
    """A sentence in the reader's language with its parameters filled in; safe HTML among them stays HTML."""
    if isinstance(text, Message):
        return str(text)
    found = sentence(text)
    if not params:
        return found
    if any(isinstance(value, Markup) for value in params.values()):
        return Markup(found).format(**params)  # noqa: S704 - catalogue text is ours, parameters are escaped by format
    return found.format(**params)


def compile_catalogues(source: Path, target: Path) -> None:
    """Make the binary catalogues from the written ones where they are missing or older; several processes may try."""
    for written in source.glob("*/LC_MESSAGES/messages.po"):
        binary = (target / written.relative_to(source)).with_suffix(".mo")
        if binary.exists() and binary.stat().st_mtime >= written.stat().st_mtime:
            continue
        binary.parent.mkdir(parents=True, exist_ok=True)
        with written.open("rb") as stream:
            catalogue = pofile.read_po(stream, locale=written.parts[-3])
        with NamedTemporaryFile(dir=binary.parent, delete=False) as fresh:
            mofile.write_mo(fresh, catalogue)
        Path(fresh.name).replace(binary)


def register(app: Flask) -> None:
    """Set up the catalogues and give the core its translator."""
    compiled = Path(app.config["CACHE_DIR"]) / "translations"
    compile_catalogues(Path(app.root_path) / "translations", compiled)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compiled)
    Babel(app, locale_selector=lambda: LOCALES[chosen_language()])
    use_translator(sentence)
    app.jinja_env.globals.update(
        _=translate,
        languages=LANGUAGES,
        language=chosen_language,
        language_tag=lambda: TAGS[chosen_language()],
    )
