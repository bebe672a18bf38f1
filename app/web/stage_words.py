"""The tabs of lists of events and of orders in words; a board has a lane for each stage among them."""

from __future__ import annotations

from app.core.text import msg

EVENT_TABS = {
    "to_register": msg("待登记"),
    "to_triage": msg("待分流"),
    "to_dispatch": msg("待派单"),
    "to_sign": msg("待签收"),
    "handling": msg("办理中"),
    "redirected": msg("待接收"),
    "resolved": msg("待回访"),
    "over": msg("已办结"),
    "all": msg("全部"),
}
ORDER_TABS = {
    "to_sign": msg("待签收"),
    "handling": msg("办理中"),
    "return_pending": msg("退回待裁"),
    "feedback": msg("已反馈"),
    "over": msg("已办结"),
    "all": msg("全部"),
}
