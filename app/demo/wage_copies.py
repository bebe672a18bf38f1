"""Wage stories with other people near today, each told up to one stage, so that every role finds work waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.demo.at_work import AtWork, working_day
from app.demo.wage_agreement import SIGNING
from app.demo.wage_calls import confer, standing_whistle, whistle
from app.demo.wage_countersign import countersign
from app.demo.wage_notes import remember
from app.demo.wage_script import WageScript, copy_script
from app.demo.wage_story import FILED, VISITED, WageStory
from app.dispatch import services as dispatch
from app.dispatch.commands import CopyDetails, ReturnDetails

FANGSHAN_DAY = date(2025, 6, 18)
NOT_OURS = "该单位员工系劳务派遣，本单位已核对登记，用工主体在外区，建议由属地街道先行核实。"

Step = Callable[[WageStory], object]


@dataclass(frozen=True, slots=True)
class Copy:
    """How many working days ago a copy began, how many workers it has, and how far it is told."""

    back: int
    told: tuple[Step, ...]
    workers: int = 4
    papers: bool = False


def _return_lead(story: WageStory) -> None:
    """The lead asks to give the order back; its head agrees; the centre has to rule."""
    details = ReturnDetails(
        code="R2",
        text=NOT_OURS,
        basis="劳动用工备案登记",
        suggested_unit_id=story.at_work.unit_id("sub.110111012"),
    )
    lead = story.orders[0]
    with story.at(0, 10):
        dispatch.request_return(lead.id, details, actor=story.act("he"))
    with story.at(0, 11):
        dispatch.approve_return(lead.id, "同意退回，请中心裁定。", actor=story.act("rshead"))


def _remind(story: WageStory) -> None:
    """In the afternoon the lead has not signed: the centre reminds it."""
    with story.at(0, 16):
        dispatch.urge_order(story.orders[0].id, "工人明天上午还会到现场，请尽快签收并到场。", actor=story.act("gaomou"))


def _pass_on(story: WageStory) -> None:
    """The officer who signed is away and gives the order to a colleague; the lawyers' department reads along."""
    colleague = story.act("song").user_id
    assert colleague is not None
    with story.at(0, 15):
        dispatch.hand_on_order(story.orders[0].id, colleague, "外出培训三天，由同事接着办理。", actor=story.act("he"))
    with story.at(0, 15, 20):
        copy = CopyDetails(unit_id=story.at_work.unit_id("dept.sf"), purpose="工人可能申请法律援助，请提前了解。")
        dispatch.copy_matter(story.matter_id, copy, actor=story.act("gaomou"))


FILED_IN = (WageStory.file,)
REGISTERED = (*FILED_IN, WageStory.register)
TRIAGED = (*REGISTERED, WageStory.triage)
DISPATCHED = (*TRIAGED, WageStory.dispatch)
SIGNED = (*DISPATCHED, WageStory.sign_orders)
MEDIATING = (*SIGNED, WageStory.open_mediation, WageStory.first_session)
ASKED = (*MEDIATING, WageStory.stall, WageStory.ask)
ANSWERED = (*ASKED, WageStory.take, WageStory.answer)
AGREED = (*ANSWERED, WageStory.adopt, WageStory.second_session)
ENTERED = (*AGREED, WageStory.import_schedule, WageStory.enter_schedule)
CHECKED_TWICE = (
    *ENTERED, WageStory.verify_schedule, WageStory.second_check, WageStory.accept_differences,
    WageStory.freeze_schedule,
)  # fmt: skip
DRAFTED = (*CHECKED_TWICE, WageStory.draft_agreement)
FROZEN = (*DRAFTED, WageStory.freeze_agreement)
EFFECTIVE = (*FROZEN, WageStory.sign, WageStory.notify)
SUBMITTED = (*EFFECTIVE, WageStory.draft_application, WageStory.make_ready, WageStory.submit)
CONFIRMED = (
    *SUBMITTED, WageStory.accept, WageStory.verify, WageStory.confirm, WageStory.assignee_pays_first_worker,
)  # fmt: skip


def _resolved(story: WageStory) -> None:
    story.employer_pays_first()
    story.certify()
    story.report_outcome(SIGNING)
    story.complete_orders(SIGNING)
    story.resolve(SIGNING)


def _closed(story: WageStory) -> None:
    _resolved(story)
    story.visit(SIGNING + VISITED, neutral=1)
    story.close(SIGNING + VISITED)


#: From the newest to the oldest; a stage of the second day needs four working days, one of the fifth seven, and so on.
COPIES: tuple[Copy, ...] = (
    Copy(1, FILED_IN),
    Copy(1, REGISTERED),
    Copy(1, TRIAGED, workers=12),
    Copy(1, (*DISPATCHED, _remind)),
    Copy(2, (*DISPATCHED, _return_lead)),
    Copy(2, (*SIGNED, standing_whistle, _pass_on)),
    Copy(2, (*MEDIATING, whistle, confer, countersign, remember)),
    Copy(1, ASKED, workers=12),
    Copy(1, ANSWERED),
    Copy(3, ENTERED),
    Copy(3, DRAFTED),
    Copy(3, FROZEN),
    Copy(8, EFFECTIVE, papers=True),
    Copy(9, SUBMITTED),
    Copy(12, CONFIRMED),
    Copy(10, (*FROZEN, _resolved)),
    Copy(13, (*FROZEN, _closed), papers=True),
)


def stories(at_work: AtWork) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each copy and S01 itself by its report number, with what tells it."""
    for serial, copy in enumerate(COPIES, start=1):
        script = copy_script(serial, working_day(copy.back), copy.workers, papers=copy.papers)
        yield script.report_number, partial(_tell, WageStory(at_work, script), copy.told)
    script = WageScript(day=FANGSHAN_DAY)
    yield script.report_number, partial(_fangshan, WageStory(at_work, script))


def _tell(story: WageStory, steps: tuple[Step, ...]) -> None:
    for step in steps:
        step(story)


def _fangshan(story: WageStory) -> None:
    """S01 as it happened in June 2025: the employer paid first; archived."""
    story.until_adopted()
    story.check_schedule()
    story.draft_agreement()
    story.freeze_agreement()
    _closed(story)
    story.file_dossier(SIGNING + FILED)
    story.archive(SIGNING + FILED + 1)
