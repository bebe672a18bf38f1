"""Refusals of the printing of forms."""

from app.core.errors import FengqiaoError
from app.core.text import msg


class UnknownForm(FengqiaoError):
    """No form has this code."""

    status = 404
    code = "unknown_form"

    def __init__(self, form_code: str) -> None:
        super().__init__(msg("没有编号为 {code} 的文书。", code=form_code))


class DataIncomplete(FengqiaoError):
    """The record lacks something the form must print; `path` names it, for the person who builds the form."""

    status = 422
    code = "form_data_incomplete"

    def __init__(self, form_code: str, path: str, expected: str) -> None:
        super().__init__(
            msg("文书 {code} 的内容不完整：{path} 应为 {expected}。", code=form_code, path=path, expected=expected)
        )
        self.path = path


class GlyphMissing(FengqiaoError):
    """No font on this machine can print some character; printing it would show a box in a legal paper."""

    status = 422
    code = "glyph_missing"

    def __init__(self, characters: list[str]) -> None:
        named = "、".join(f"{character}（U+{ord(character):04X}）" for character in characters)
        super().__init__(msg("字库缺字，不能打印：{characters}。可选择留空，由人手写补填。", characters=named))
        self.characters = characters


class RenderingFailed(FengqiaoError):
    """The PDF could not be made."""

    status = 500
    code = "rendering_failed"

    def __init__(self, form_code: str) -> None:
        super().__init__(msg("文书 {code} 没有生成，请稍后再试。", code=form_code))
