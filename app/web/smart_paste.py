"""Smart paste on the intake form: a pasted text fills empty boxes, each marked until a person confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.errors import InvalidInput
from app.core.text import msg
from app.http.forms.state import PROPOSAL_MARK, FormState, proposal_line
from app.intake.rules.pasting import Note, read_note
from app.intake.rules.pasting.filling import Proposal, proposals, town_of
from app.intake.rules.pasting.narrowing import LONGEST
from app.intake.types import Source

#: Boxes that are never empty; they count as empty while they hold what the page put there.
PRESET = {"involved_count": "2", "source": Source.WALK_IN.value}
CHOSEN_ROWS = (".role", ".kind")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The form with the proposals in it, what was read, and how many boxes were filled."""

    form: FormState
    note: Note
    filled: int


def read_pasted(towns: Sequence[tuple[str, str]], draft: str) -> Pasted:
    """Read the pasted text and fill the empty boxes of the posted form; a filled box keeps what it holds."""
    text = request.form.get("pasted", "").strip()
    if not text:
        raise InvalidInput({"pasted": [msg("请先粘贴来文，再自动填写。")]})
    if len(text) > LONGEST:
        raise InvalidInput({"pasted": [msg("来文不能超过{limit}个字，请分段粘贴。", limit=LONGEST)]})
    by_name = {town_of(name): code for code, name in towns}
    note = read_note(text, today=clock.today(), towns=list(by_name))
    typed = request.form.copy()
    filled = _fill(typed, proposals(note, text, by_name, _rows(typed)))
    return Pasted(FormState({}, typed=typed, draft_key=draft), note, filled)


def require_confirmed() -> None:
    """Refuse a form in which something was filled in by the machine and not confirmed by a person."""
    kept = FormState({}, typed=request.form)
    waiting = list(kept.proposals) if "confirm_all" not in request.form else []
    if waiting:
        raise InvalidInput({box: [msg("这是自动填写的，请核对后确认。")] for box in waiting})


def without_empty_parties(form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The form without rows of parties in which only the lists that always have a value are set."""
    written = {
        name.split(".")[1]
        for name, text in form.items(multi=True)
        if name.startswith("parties.") and not name.endswith(CHOSEN_ROWS) and text.strip()
    }
    kept = [
        (name, text)
        for name, text in form.items(multi=True)
        if not name.startswith("parties.") or name.split(".")[1] in written
    ]
    return MultiDict(kept)


def _rows(typed: MultiDict[str, str]) -> list[dict[str, str]]:
    count = len(FormState({}, typed=typed).rows("parties", 2))
    boxes = ("name", "phone", "id_number")
    return [{box: typed.get(f"parties.{at}.{box}", "") for box in boxes} for at in range(count)]


def _fill(typed: MultiDict[str, str], found: Sequence[Proposal]) -> int:
    """Put each value where nothing stands; what differs from something typed is noted beside it. Returns how many."""
    fresh = {one.box for one in found if one.box.endswith(".name") and not typed.get(one.box, "").strip()}
    taken, marks, filled = typed.get("take", ""), [], 0
    for one in found:
        kept = typed.get(one.box, "").strip()
        row = one.box.rpartition(".")[0] + ".name"
        empty = _is_empty(typed, one.box, kept) or one.box == taken or (one.box.endswith(CHOSEN_ROWS) and row in fresh)
        if empty:
            typed[one.box] = one.value
            filled += 1
        if empty or kept != one.value:
            marks.append(proposal_line(one.box, one.quote, "" if empty else one.value))
    typed.setlist(PROPOSAL_MARK, marks)
    typed.poplist("confirmed")
    return filled


def _is_empty(typed: MultiDict[str, str], box: str, kept: str) -> bool:
    """Nothing typed, or still what the page had put there, or an earlier proposal nobody has confirmed."""
    if not kept or kept == PRESET.get(box):
        return True
    if box == "occurred_at" and kept == typed.get("opened_at"):
        return True
    before = FormState({}, typed=typed).proposals.get(box)
    return before is not None and not before.instead
