"""What the validation library says, in our words; set once, before the first schema, for fields copy their texts.

The sentences are translated at the moment they are said, in the language of whoever reads.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from app.core.text import Message, msg


class Said(str):
    """A library's sentence in our words: translated at the moment its parameters are filled in."""

    __slots__ = ()

    @classmethod
    def of(cls, message: Message) -> Said:
        """The sentence of a message."""
        return cls(message.text)

    def format(self, *args: Any, **kwargs: Any) -> str:
        """Translate, then fill in; as it is while a parameter is still missing (the library fills in twice)."""
        try:
            return str(Message(str(self))).format(*args, **kwargs)
        except (KeyError, IndexError):
            return self


FIELD_TEXTS: dict[type[fields.Field[Any]], dict[str, Message]] = {
    fields.Field: {
        "required": msg("请填写或者选择。"),
        "null": msg("不能为空。"),
        "validator_failed": msg("填写的内容不符合要求。"),
    },
    fields.String: {"invalid": msg("须为文字。"), "invalid_utf8": msg("含有无法识别的字符。")},
    fields.UUID: {"invalid_uuid": msg("编号格式不对。")},
    fields.Number: {"invalid": msg("须为数字。"), "too_large": msg("数字过大。")},
    fields.Integer: {"invalid": msg("须为整数。")},
    fields.Boolean: {"invalid": msg("请选择是或否。")},
    fields.DateTime: {"invalid": msg("日期时间不对，请写成 2025-11-28 10:30。"), "format": msg("日期时间不对。")},
    fields.Date: {"invalid": msg("日期不对，请写成 20251128、2025.11.28 或 11月28日。"), "format": msg("日期不对。")},
    fields.Time: {"invalid": msg("时间不对，请写成 10:30。"), "format": msg("时间不对。")},
    fields.List: {"invalid": msg("须为多项内容。")},
    fields.Nested: {"type": msg("内容格式不对。")},
    fields.Mapping: {"invalid": msg("内容格式不对。")},
    fields.Email: {"invalid": msg("邮箱地址不对。")},
    fields.Enum: {"unknown": msg("请从列出的选项中选择。")},
}


def replace_texts() -> None:
    """Replace the English sentences of the library, once per process."""
    for kind, texts in FIELD_TEXTS.items():
        kind.default_error_messages = {
            **kind.default_error_messages,
            **{name: Said.of(text) for name, text in texts.items()},
        }
    Schema._default_error_messages = {
        "type": Said.of(msg("内容格式不对。")),
        "unknown": Said.of(msg("没有这一项。")),
        "string": Said.of(msg("须为文字。")),
    }
    validate.Length.message_min = Said.of(msg("至少{min}个字。"))
    validate.Length.message_max = Said.of(msg("最多{max}个字。"))
    validate.Length.message_all = Said.of(msg("须为{min}至{max}个字。"))
    validate.Length.message_equal = Said.of(msg("须为{equal}个字。"))
    validate.Range.message_min = Said.of(msg("不能小于{min}。"))
    validate.Range.message_max = Said.of(msg("不能大于{max}。"))
    validate.Range.message_all = Said.of(msg("须在{min}至{max}之间。"))
    validate.OneOf.default_message = Said.of(msg("请从列出的选项中选择。"))
    validate.ContainsOnly.default_message = Said.of(msg("有选项不在列表中。"))
    validate.Regexp.default_message = Said.of(msg("格式不对。"))
    validate.Email.default_message = Said.of(msg("邮箱地址不对。"))
    validate.NoneOf.default_message = Said.of(msg("不能用这个值。"))


replace_texts()
