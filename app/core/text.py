"""Messages for people, written once in Chinese (the msgid) and translated when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Translator = Callable[[str], str]


def _as_written(text: str) -> str:
    return text


_translator: list[Translator] = [_as_written]


def use_translator(translator: Translator) -> None:
    """Install the function that turns a msgid into the reader's language; the web layer does so once."""
    _translator[0] = translator


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and its parameters. ``str()`` translates it for the current reader and fills the parameters in."""

    text: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        translated = _translator[0](self.text)
        return translated.format(**self.params) if self.params else translated

    def __hash__(self) -> int:
        return hash((self.text, tuple(sorted((k, str(v)) for k, v in self.params.items()))))


def msg(text: str, /, **params: Any) -> Message:
    """Mark a sentence for translation. Parameters are filled by name: ``msg("签收时限为 {due}", due=…)``."""
    return Message(text, params)


def sentence(stored: Mapping[str, Any]) -> Message:
    """A kept sentence, ``{"text", "params"}``, to be read in whatever language the reader has."""
    params = {name: sentence(one) if isinstance(one, Mapping) else one for name, one in stored["params"].items()}
    return Message(stored["text"], params)


def as_written(message: Message) -> str:
    """The sentence in Chinese whatever language the reader chose: what is printed on a form is Chinese."""
    filled = {name: as_written(one) if isinstance(one, Message) else one for name, one in message.params.items()}
    return message.text.format(**filled) if filled else message.text
