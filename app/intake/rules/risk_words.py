"""What the risk score looks at (domain.md §8), in the words people see; what each weighs is data, see ``weights``.

Health, nationality, religion and relatives' records are never inputs (个人信息保护法6、24、28).
"""

from __future__ import annotations

from collections.abc import Mapping

from app.core.text import Message, msg

GROUPS: dict[str, Message] = {
    "people": msg("涉及人数"),
    "money": msg("金额与生计"),
    "behaviour": msg("行为表现"),
    "time": msg("持续时间"),
    "repeat": msg("重复反映"),
    "sensitivity": msg("敏感因素"),
    "counterparty": msg("对方态度"),
    "vulnerable": msg("困难群体"),
}
BEHAVIOUR: dict[str, Message] = {
    "argument": msg("争吵"),
    "gathering": msg("现场聚集"),
    "blocking": msg("扬言或者实施堵门、拉横幅"),
    "threat": msg("扬言伤害自己或他人"),
    "fight": msg("发生殴斗或受伤"),
}
SENSITIVITY: dict[str, Message] = {
    "school": msg("涉及学校"),
    "hospital": msg("涉及医院"),
    "nursing_home": msg("涉及养老机构"),
    "before_spring_festival": msg("春节前工程欠薪"),
    "media": msg("媒体或网络关注"),
    "foreign": msg("涉外"),
}
COUNTERPARTY: dict[str, Message] = {
    "cooperative": msg("对方配合"),
    "party_left": msg("对方退出调解"),
    "lost_contact": msg("对方失去联系"),
    "insolvent": msg("对方资不抵债或有被执行记录"),
}
VULNERABLE: dict[str, Message] = {
    "minor": msg("有未成年人"),
    "elderly": msg("有老年人"),
    "disabled": msg("有残疾人"),
    "no_income": msg("当事人陈述没有其他收入"),
}
#: Groups in which the gravest of what was found counts.
FOUND: Mapping[str, Mapping[str, Message]] = {
    "behaviour": BEHAVIOUR,
    "sensitivity": SENSITIVITY,
    "counterparty": COUNTERPARTY,
    "vulnerable": VULNERABLE,
}
#: Figures that weigh by steps, and the group of each.
STEPS = {"people": "people", "unpaid_months": "money", "quarrel_days": "time", "earlier_reports": "repeat"}
#: What adds to the points of its group.
ADDED = {
    "across_units": "people",
    "large_sum": "money",
    "family_emergency": "money",
    "repeated_within_7d": "behaviour",
    "no_progress_7d": "time",
    "more_than_one": "vulnerable",
}
#: Figures and additions as the table of weights names them.
FIGURES: dict[str, Message] = {
    "people": msg("{n}人以上"),
    "unpaid_months": msg("拖欠{n}个月以上"),
    "quarrel_days": msg("持续{n}天以上"),
    "earlier_reports": msg("此前反映{n}次以上"),
}
EXTRAS: dict[str, Message] = {
    "across_units": msg("跨单位或者跨地区"),
    "large_sum": msg("总额较大"),
    "family_emergency": msg("家庭急难"),
    "repeated_within_7d": msg("7日内再次发生"),
    "no_progress_7d": msg("7日没有进展"),
    "more_than_one": msg("不止一类困难群体"),
}
#: The same facts as they are noted of one party.
PARTY_FLAGS: dict[str, Message] = {
    "minor": msg("未成年人"),
    "elderly": msg("老年人"),
    "disabled": msg("残疾人"),
    "no_income": msg("没有其他收入"),
}
VETOES: dict[str, Message] = {
    "threat_to_life": msg("有生命威胁或者携带凶器"),
    "death_or_serious_injury": msg("有死亡或者重伤"),
    "self_harm": msg("有自伤迹象"),
    "mass_gathering": msg("聚集达到50人"),
    "poison_or_explosives": msg("涉及有毒物或者爆炸物"),
    "child_in_danger": msg("未成年人处于危险"),
    "three_failures_unpaid_wages": msg("三次调解未成且30人以上欠薪"),
}

#: What a signal of a later context, or of a person, changes in the inputs.
SIGNALS: dict[str, Message] = {
    "party_left": msg("一方退出调解"),
    "lost_contact": msg("一方失去联系"),
    "insolvent": msg("对方资不抵债或有被执行记录"),
    "blocking": msg("扬言堵门或者拉横幅"),
    "gathering": msg("现场聚集"),
    "threat": msg("扬言伤害自己或他人"),
    "fight": msg("发生殴斗或受伤"),
    "no_progress_7d": msg("7日没有进展"),
    "missed_due": msg("逾期未办"),
    "promise_broken": msg("到期未履行承诺"),
    "new_party": msg("新增当事人"),
    "visit_problem": msg("回访发现问题"),
    "before_spring_festival": msg("春节前三十日内的欠薪"),
    "media": msg("媒体或网络关注"),
    **VETOES,
}
