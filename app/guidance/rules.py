"""Pure decisions of guidance: what may be asked, what an answer must hold."""

from __future__ import annotations

import re
from datetime import date

from app.core.text import Message, msg

DISCLAIMER = "本指导意见供调解参考，不代表裁判结果，对人民法院审理和司法确认审查没有约束力。"

#: Words that ask the judge to say how a case would end instead of what the law says (domain.md §4.5).
OUTCOME_WORDS = re.compile(
    r"(会不会|能不能|是否会)?(判|裁)(谁|哪方)(胜|赢|输|败)|(会|要|将)(怎么|如何)判|判决结果|胜诉(率|可能)"
    r"|(判|裁)(决|赔)?(多少|几成|几年)(?![日天])|(能|会)(不能|不会)?打?赢(?!得)|胜算"
)

LEAST_FACTS, LEAST_QUESTION, LEAST_PLAN = 10, 6, 10
MOST_QUESTIONS = 8
LEAST_REASON = 15


def faults_of_request(facts_agreed: str, questions: list[str]) -> dict[str, list[Message]]:
    """What keeps a request from being sent, by field."""
    found: dict[str, list[Message]] = {}
    if len(facts_agreed.strip()) < LEAST_FACTS:
        found["facts_agreed"] = [msg("请写明基本事实，不少于{least}个字。", least=LEAST_FACTS)]
    asked = [question.strip() for question in questions if question.strip()]
    if not asked:
        found["questions"] = [msg("请至少写一个问题。")]
    elif len(asked) > MOST_QUESTIONS:
        found["questions"] = [msg("一次最多提{most}个问题。", most=MOST_QUESTIONS)]
    elif any(len(question) < LEAST_QUESTION for question in asked):
        found["questions"] = [msg("每个问题不少于{least}个字。", least=LEAST_QUESTION)]
    elif any(OUTCOME_WORDS.search(question) for question in asked):
        found["questions"] = [msg("不能请法官预判裁判结果，请改为询问法律依据或者调解方案。")]
    return found


def faults_of_answer(plan: str, risks: str, articles: list[str]) -> dict[str, list[Message]]:
    """What keeps an opinion from being given, by field: a plan, risks, and at least one article."""
    found: dict[str, list[Message]] = {}
    if len(plan.strip()) < LEAST_PLAN:
        found["plan"] = [msg("请写明调解方案，不少于{least}个字。", least=LEAST_PLAN)]
    if not risks.strip():
        found["risks"] = [msg("请写明风险提示。")]
    if not articles:
        found["articles"] = [msg("请从条文表中选择至少一条法律依据。")]
    return found


def in_force(valid_from: date, valid_to: date | None, on: date) -> bool:
    """Whether an article was in force on a day: rules apply by the date of the act."""
    return valid_from <= on and (valid_to is None or on <= valid_to)
