"""Reminders and notices put off, through pages and API; nobody else sees a reminder."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import select

from app.core.db import db
from app.core.events import StoredEvent
from app.core.models import RecordedEvent
from app.notifications.subscribers import notify
from tests.support.calling import HandledMatter
from tests.support.visits import Visitor, seen_errors, version_on

Visit = Callable[[str], Visitor]


def test_pages_and_api(handled: HandledMatter, visit: Visit) -> None:
    he, ding = visit("he"), visit("ding")
    new = f"/reminders/new?matter_id={handled.matter_id}&order_id={handled.order_id}"
    assert "提醒我" in he.get(f"/orders/{handled.order_id}")
    assert "提醒内容" in he.get(new)
    ding.get(new, status=404)
    he.get("/reminders/new?matter_id=9", status=404)
    sent = {"form": "reminder", "matter_id": str(handled.matter_id), "order_id": str(handled.order_id)}
    wrong = he.send("/reminders", 422, **sent, words="问付款凭证", due_at="9月31日 10:00")
    assert "9月31日不存在" in seen_errors(wrong)
    assert 'value="问付款凭证"' in wrong.get_data(as_text=True)
    assert "应当晚于现在" in seen_errors(he.send("/reminders", 422, **sent, words="问付款凭证", due_at="昨天 10:00"))
    ding.send("/reminders", 404, **sent, words="外人", due_at="明天 10:00")
    he.send("/reminders", **sent, words="问付款凭证", due_at="明天 10:00")
    assert "问付款凭证" in he.get("/reminders")
    for other in ("rshead", "song", "gaomou"):
        sees = visit(other)
        assert "问付款凭证" not in sees.get("/reminders?tab=all")
        assert sees.json("/api/v1/reminders")["rows"] == []
    (row,) = he.json("/api/v1/reminders?tab=open")["rows"]
    page = f"/reminders/{row['id']}"
    visit("rshead").get(page, status=404)
    shown = he.get(page)
    assert "打开派遣单" in shown
    late = he.send(f"{page}/snooze", 422, form="snooze", version=version_on(shown), span="own", until="")
    assert "请填写提醒时间" in seen_errors(late)
    he.send(f"{page}/snooze", form="snooze", version=version_on(shown), span="3h")
    at = f"/api/v1/reminders/{row['id']}"
    seen = he.json(at)
    assert (seen["snoozes"], seen["due_at"]) == (1, "2025-06-18T12:20:00+08:00")
    assert he.json(f"{at}/finish", {}, status=412, If_Match='"1"')["code"] == "stale_version"
    assert he.json(f"{at}/finish", {}, If_Match=f'"{seen["version"]}"')["done_at"] is not None
    body = {"matter_id": str(handled.matter_id), "words": "", "due_at": "2027-01-01T00:00:00+08:00"}
    assert set(he.json("/api/v1/reminders", body, status=422)["errors"]) == {"words", "due_at"}


def test_a_notice_is_put_off_in_the_inbox(handled: HandledMatter, visit: Visit) -> None:
    for row in db.session.execute(select(RecordedEvent)).scalars().all():
        notify(StoredEvent(row.id, row.name, row.matter_id, row.subject_kind, row.subject_id, row.payload))
    db.session.commit()
    he = visit("he")
    found = re.findall(r"/notices/([0-9a-f-]{36})/put-off", he.get("/notices"))
    assert found
    at, form = f"/notices/{found[0]}/put-off", f"off-{found[0]}"
    wrong = he.send(at, 422, form=form, span="own", until="9月31日 8:00", reason="在外面办案")
    assert "9月31日不存在" in seen_errors(wrong)
    assert 'value="在外面办案"' in wrong.get_data(as_text=True)
    assert "请写明理由" in seen_errors(he.send(at, 422, form=form, span="1h", reason=""))
    visit("song").send(at, 404, form=form, span="1h", reason="不是我的")
    he.send(at, form=form, span="1h", reason="在外面办案")
    assert found[0] not in he.get("/notices")
    assert "在外面办案" in he.get("/notices?tab=later")
