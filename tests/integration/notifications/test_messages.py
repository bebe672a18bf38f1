"""Messages leave the house once, in duty hours, within the caps; what fails is tried again and then shown."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.accounts import services as accounts
from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.errors import Forbidden, NotFound
from app.core.ids import new_id
from app.core.models import RecordedEvent
from app.core.permissions import Actor
from app.notifications import gateways, queries, services
from app.notifications.commands import Occasion, Receipt, Told
from app.notifications.errors import NotFailed, ReceiptDiffers
from app.notifications.models import Notice, OutboundMessage
from app.notifications.queries import MessageFilter
from app.notifications.rules.sending import MOST_TRIES
from app.notifications.types import Channel, Limits, Outgoing, Standing, Topic
from tests.support.people import Cast
from tests.support.stage import scene

WEDNESDAY = date(2025, 6, 18)
TEN, NIGHT, MORNING = clock.at(WEDNESDAY, 10), clock.at(WEDNESDAY, 22), clock.at(date(2025, 6, 19), 8, 30)
KEY = "only-for-tests-16"
NUMBER = "FS-20250618-0007"
SYSTEM = Actor.system()


@scene(at=TEN)
def reachable(cast: Cast) -> Cast:
    """Everybody has a telephone, nobody an e-mail address."""
    for at, login in enumerate(cast.memberships):
        cast.user(login).phone = f"120{at:08d}"
    db.session.flush()
    return cast


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gateways.use_gateway(gateways.TestMode())
    services.use_limits(Limits())


@pytest.fixture
def lines(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    path = tmp_path / "out" / "messages.jsonl"
    gateways.use_gateway(gateways.JsonLines(path))
    return lambda: [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def tell(cast: Cast, *logins: str, red: bool = False, kind: str = "DispatchOrderIssued") -> list[UUID]:
    """Tell people of an urgent event; returns their messages."""
    event = RecordedEvent(
        id=new_id(), name=kind, matter_id=None, subject_kind="event", subject_id=new_id(), payload={},
        recorded_at=clock.now(),
    )  # fmt: skip
    db.session.add(event)
    db.session.flush()
    told = []
    for login in logins:
        member = cast.memberships[login]
        notice = Notice(
            id=new_id(), user_id=member.user_id, unit_id=member.unit_id, event_id=event.id, kind=kind,
            subject_kind="event", subject_id=event.subject_id, sentence={"text": "", "params": {}}, urgent=True,
        )  # fmt: skip
        db.session.add(notice)
        told.append(Told(notice.id, member.user_id, member.unit_id))
    db.session.flush()
    services.decide_messages(told, Occasion(kind, NUMBER, urgent=True, red=red))
    db.session.commit()
    made = select(OutboundMessage.id).where(OutboundMessage.notice_id.in_([one.notice_id for one in told]))
    return list(db.session.execute(made.order_by(OutboundMessage.id)).scalars())


def look(message_id: UUID) -> OutboundMessage:
    db.session.expire_all()
    row = db.session.get(OutboundMessage, message_id)
    assert row is not None
    return row


def jobs_waiting() -> int:
    return int(
        db.session.execute(
            text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notifications.send'")
        ).scalar_one()
    )


def run_jobs(at: datetime) -> None:
    """Do every sending job there is, as a worker would at this instant."""
    ids = db.session.execute(
        text("DELETE FROM procrastinate_jobs WHERE task_name = 'notifications.send' RETURNING args->>'message_id'")
    ).scalars()
    with clock.frozen(at):
        for one in ids.all():
            services.send_message(UUID(one))


def test_test_mode_sends_nothing_and_says_so(reachable: Cast) -> None:
    (one,) = tell(reachable, "he")
    assert (jobs_waiting(), look(one).standing) == (1, Standing.WAITING)
    run_jobs(TEN)
    assert (look(one).standing, look(one).held_why, look(one).held_until) == (Standing.HELD, "test_mode", None)
    assert not queries.gateway_words().sends
    assert "不发送" in str(queries.gateway_words().words)


def test_a_message_says_the_number_and_what_to_do_and_goes_once(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    (one,) = tell(reachable, "he")
    for _ in range(3):
        run_jobs(TEN)
        services.send_message(one)
    told = {"key": str(look(one).key), "channel": "sms", "to": reachable.user("he").phone, "template": "order"}
    assert lines() == [{**told, "text": f"{NUMBER} 有派遣单事项，请登录平台办理。"}]
    assert look(one).standing is Standing.HANDED_OVER
    kept = db.session.execute(text("SELECT address FROM notifications_messages")).scalar_one()
    assert kept.startswith("v1."), "the number is encrypted at rest"


class Dying:
    """A gateway whose worker is killed in the moment after it took the message."""

    sends = True

    def __init__(self, inner: gateways.JsonLines) -> None:
        self.inner, self.words = inner, inner.words

    def hand_over(self, message: Outgoing) -> str | None:
        self.inner.hand_over(message)
        raise KeyboardInterrupt


def test_killed_between_handing_over_and_noting_it_is_sent_once(reachable: Cast, tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    file = gateways.JsonLines(path)
    gateways.use_gateway(Dying(file))
    (one,) = tell(reachable, "he")
    with clock.frozen(TEN), pytest.raises(KeyboardInterrupt):
        services.send_message(one)
    assert (look(one).tries, look(one).standing) == (1, Standing.WAITING)
    gateways.use_gateway(file)
    run_jobs(TEN)
    assert (look(one).tries, look(one).standing) == (2, Standing.HANDED_OVER)
    assert len(path.read_text().splitlines()) == 1
    assert path.stat().st_mode & 0o077 == 0


def test_what_came_at_night_goes_in_the_morning_as_one_and_red_goes_at_once(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    with clock.frozen(NIGHT):
        mine = [one for _ in range(3) for one in tell(reachable, "he")]
        (other,), red = tell(reachable, "song"), tell(reachable, "he", red=True)
    run_jobs(NIGHT)
    assert [one["channel"] for one in lines()] == ["sms", "voice"]
    assert {look(one).standing for one in red} == {Standing.HANDED_OVER}
    assert {look(one).held_until for one in [*mine, other]} == {MORNING}
    assert services.release_held(MORNING - timedelta(minutes=1)) == 0
    assert (services.release_held(MORNING), services.release_held(MORNING)) == (2, 0)
    run_jobs(MORNING)
    assert sorted(one["text"] for one in lines()[2:]) == [
        f"{NUMBER} 有派遣单事项，请登录平台办理。",
        "您有3条事项提醒等待查看，请登录平台办理。",
    ]
    assert {look(one).held_why for one in mine} == {"gathered"}
    assert look(other).standing is Standing.HANDED_OVER


def test_caps_hold_back_until_the_morning_after_and_red_is_not_held(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    services.use_limits(Limits(per_person=1, per_day=2))
    first, second = tell(reachable, "he"), tell(reachable, "he")
    others, red = tell(reachable, "song", "rshead"), tell(reachable, "he", red=True)
    run_jobs(TEN)
    assert look(first[0]).standing is Standing.HANDED_OVER
    assert (look(second[0]).held_why, look(second[0]).held_until) == ("person_cap", MORNING)
    assert [look(one).held_why for one in others] == [None, "center_cap"]
    assert {look(one).standing for one in red} == {Standing.HANDED_OVER}
    assert services.release_held(MORNING) == 2
    run_jobs(MORNING)
    assert look(second[0]).standing is Standing.HANDED_OVER


def test_who_switched_it_off_is_left_alone_and_choices_are_one_s_own(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    he = reachable.actor("he")
    services.choose({(Topic.ORDER, Channel.SMS): False, (Topic.ORDER, Channel.EMAIL): True}, actor=he)
    assert he.user_id is not None
    assert queries.own_choices(he.user_id)[Topic.ORDER, Channel.SMS] is False
    messages = tell(reachable, "he", "song")
    run_jobs(TEN)
    found = {(look(one).user_id, look(one).channel): look(one) for one in messages}
    assert {by for _, by in found} == {"sms", "email"}
    assert found[he.user_id, "email"].problem == "没有登记电子邮箱。"
    assert [one["to"] for one in lines()] == [reachable.user("song").phone]


def test_no_number_a_wrong_number_and_a_closed_account_fail_in_words(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    reachable.user("he").phone = None
    reachable.user("song").phone = "12345"
    reachable.user("rshead").locked_at = TEN
    messages = tell(reachable, "he", "song", "rshead")
    run_jobs(TEN)
    said = {look(one).problem for one in messages}
    assert said == {"没有登记电话号码。", "登记的电话号码收不到这种消息。", "账号已停用。"}
    assert {look(one).standing for one in messages} == {Standing.FAILED}
    assert lines() == []
    accounts.set_contact("120 0000 0099", "", actor=reachable.actor("he"))
    services.retry_message(messages[0], actor=reachable.actor("sysadmin"))
    run_jobs(TEN)
    assert [one["to"] for one in lines()] == ["12000000099"]
    with pytest.raises(NotFailed):
        services.retry_message(messages[0], actor=reachable.actor("sysadmin"))
    with pytest.raises(Forbidden):
        services.retry_message(messages[1], actor=reachable.actor("gaomou"))


@pytest.fixture
def provider() -> Iterator[Any]:
    """A gateway on a real socket: answers by ``answers``, keeps what it was posted."""
    answers: list[int] = []
    posted: list[tuple[dict[str, str], bytes]] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            status = answers.pop(0) if answers else 200
            if status:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(b'{"receipt": "P-17"}')

        def log_message(self, *_args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    gateways.use_gateway(gateways.HttpGateway(f"http://127.0.0.1:{server.server_port}/send?a=1", KEY, 5))
    yield answers, posted
    server.shutdown()
    server.server_close()


def test_a_broken_provider_is_asked_again_under_one_key_until_it_takes_the_message(
    reachable: Cast, provider: tuple[list[int], list[tuple[dict[str, str], bytes]]]
) -> None:
    answers, posted = provider
    answers += [503, 0, 302]
    (one,) = tell(reachable, "he")
    at = TEN
    for problem in ("网关拒收，状态码503", "网关没有应答：RemoteDisconnected", "网关拒收，状态码302"):
        run_jobs(at)
        assert (look(one).problem, look(one).standing) == (problem, Standing.WAITING)
        with clock.frozen(at):
            services.send_message(one)  # too early: nothing is posted
        at = look(one).next_try_at or at
    run_jobs(at)
    assert (look(one).standing, look(one).provider_no, look(one).problem) == (Standing.HANDED_OVER, "P-17", None)
    assert {headers["Idempotency-Key"] for headers, _ in posted} == {str(look(one).key)}
    assert len(posted) == look(one).tries == 4
    for headers, body in posted:
        signed = gateways.signature(KEY, headers["X-Fengqiao-Time"], body)
        assert headers["X-Fengqiao-Signature"] == f"sha256={signed}"
    counted = db.session.execute(text("SELECT sum(count) FROM notifications_message_counts")).scalar_one()
    assert counted == 2, "once for the person, once for the centre, however many tries"


def test_a_provider_that_does_not_answer_in_time_is_asked_again(reachable: Cast) -> None:
    silent = socket.create_server(("127.0.0.1", 0))  # takes the call and never says a word
    gateways.use_gateway(gateways.HttpGateway(f"http://127.0.0.1:{silent.getsockname()[1]}", KEY, 0.1))
    (one,) = tell(reachable, "he")
    with silent:
        run_jobs(TEN)
    assert (look(one).problem, look(one).standing) == ("网关没有应答：TimeoutError", Standing.WAITING)
    assert (look(one).tries, jobs_waiting()) == (1, 1)


def test_tries_end_and_a_refusal_of_the_message_itself_ends_them_at_once(
    reachable: Cast, provider: tuple[list[int], list[tuple[dict[str, str], bytes]]]
) -> None:
    answers, posted = provider
    answers += [500] * MOST_TRIES + [422]
    (one,) = tell(reachable, "he")
    at = TEN
    for _ in range(MOST_TRIES):
        run_jobs(at)
        at = look(one).next_try_at or at
        look(one).red = True  # the last pause ends after closing time
        db.session.commit()
    assert (look(one).standing, look(one).tries, jobs_waiting()) == (Standing.FAILED, MOST_TRIES, 0)
    (other,) = tell(reachable, "song")
    run_jobs(TEN)
    assert (look(other).standing, look(other).tries) == (Standing.FAILED, 1)
    assert len(posted) == MOST_TRIES + 1


def test_a_receipt_counts_once_and_another_one_is_refused(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    admin = reachable.actor("sysadmin")
    one, other = tell(reachable, "he", "song")
    run_jobs(TEN)
    arrived = Receipt(look(one).key, delivered=True, at=TEN)
    for _ in range(2):
        assert services.record_receipt(arrived, actor=admin).delivered_at == TEN
    with pytest.raises(ReceiptDiffers):
        services.record_receipt(Receipt(look(one).key, delivered=False), actor=admin)
    failed = Receipt(look(other).key, delivered=False, reason="空号")
    assert services.record_receipt(failed, actor=admin).problem == "网关报告没有送达：空号"
    with pytest.raises(NotFound):
        services.record_receipt(Receipt(new_id(), delivered=True), actor=admin)
    with pytest.raises(Forbidden):
        services.record_receipt(arrived, actor=reachable.actor("he"))
    counts = queries.message_counts(admin, MessageFilter())
    assert {kind: found[0] for kind, found in counts.items() if found[0]} == {None: 2, "delivered": 1, "failed": 1}
    (shown,) = queries.message_page(admin, MessageFilter(Standing.FAILED)).rows
    assert NUMBER not in str(shown.text)
    assert shown.address == "120****" + str(db.session.get(User, look(other).user_id).phone)[-4:]  # type: ignore[union-attr]


def test_a_receipt_that_overtakes_the_worker_ends_the_message(
    reachable: Cast, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    (one,) = tell(reachable, "he")
    services.record_receipt(Receipt(look(one).key, delivered=True), actor=SYSTEM)
    run_jobs(TEN)
    assert (look(one).standing, lines()) == (Standing.DELIVERED, [])


def test_a_past_that_is_told_again_rings_no_telephone(reachable: Cast) -> None:
    with services.keeping_quiet():
        assert tell(reachable, "he", red=True) == []
