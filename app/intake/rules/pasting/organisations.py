"""Organisations by the last word of their names: 公司, 厂, 医院, 村民委员会, 旅行社."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.intake.rules.pasting.parts import BLANK, Found, Reading

_ENDS = (
    "有限责任公司|股份有限公司|有限公司|分公司|公司|集团|合作社|事务所|工作室|经营部|门市部|服务部|服务站|营业部|"
    "村民委员会|居民委员会|村委会|居委会|业主委员会|业委会|农资店|旗舰店|专卖店|火锅店|便利店|理发店|美甲店|药店|饭店|酒店|饭馆|餐厅|餐馆|面馆|饭庄|酒楼|烧烤店|"
    "超市|商店|商行|商城|宾馆|旅馆|旅行社|健身房|健身中心|美容院|诊所|卫生院|卫生室|医院|幼儿园|小学|中学|学校|培训中心|培训学校|驾校|"
    "养老院|敬老院|修理厂|砖厂|铸造厂|加工厂|养殖场|厂|店|中介(?!费|小哥|人|方)|房产中介|车行|月子中心|康复中心|体检中心|早教中心|护理中心|俱乐部|影楼|驿站|书吧|酒吧|网咖|会所|茶馆|武馆|球馆|健身馆|照相馆|五金行|烟酒行|商贸行|电器行|洗车行|数码城|电器城|家居城|基金会|协会|商会|信用社|牧业|置业|地产(?!权)|家政|托管班|补习班|蹦床馆|[\u4e00-\u9fff]馆(?![长内里员])|交易市场|教育(?=报|的|退)|银行|KTV|网吧|棋牌室|茶楼|装饰城|建材城|家具城|维修部"
)
_NAME = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9()·]{{1,40}}?(?:{_ENDS})(?:[^说称在和与及的被把叫到是,:;。、\s{BLANK}]{{0,4}}(?:公司|分店|门店|旗舰店)){{0,2}}(?![\u4e00-\u9fff]?(?:委托|化))"
)
#: Words behind which a name may begin.
_CUTS = re.compile(
    r".*(?:在|于|由|被(?!子)|与|跟|和(?!平|谐|睦|顺|兴|泰|美|信|盛|合)|向(?!阳|上|荣|前)|对(?!面)|称|说|是|叫|到|去|给|系|要求|经(?!济|纬|典|贸|营)|因|让|请|告了?|状告|起诉|投诉|举报|反映|受雇|入职|公司是|对方是"
    r"|楼下|楼上|隔壁|附近的?|[东西南北内外一]侧|旁边|对面|企业|商户|人认为|认为|已经|欠了|经营(?!部)|园区|村里|镇上|一家|的|了|本地|网店名字叫|为(?!民|康|农)|从|我|他|她|家长|报|员工|现|欠|找|有(?!限)|将|把|市民|商家|老板|街道|[镇乡县]|(?<!社|小|新)区|[路街巷]|号)"
)
#: Verbs and pointers that never stand inside a name, even right before its last word.
_VERBS = re.compile(
    ".*(?:开了?家?|办了?家?|到|去|该|在|进了?|离开|找|说|是|从|住|这家|那家|一家|此|某|合伙|附近|要求|网上|总包|分包|发包方|施工方|开发商|镇(?=卫生院)|堵|放(?!心)|停(?!车)|中介(?=.{3})|\\d元?|居间方|[买卖甲乙]方)"
)
_TRIVIAL = re.compile(
    r"^(?:该|本|这|那|此|一|某|各|两|每|贵|我|你|他|她|家|总|分|子|老|新|旧|小|大|开|关|离|进|出|退|回|建|办|原|其|及|等|人|别|此家|这家|那家|一家|自己|对方|双方|当地|附近|私人|有限|股份|责任|网|门|几|外|工|饭|酒|商|书|药|厂|用人|物业|管理|服务|开发|建筑|装修|装饰|劳务|快递|保险|旅游|租车|中介|搬家|家政)*"
    rf"(?:{_ENDS})$"
)


def read_organisations(reading: Reading, towns: Sequence[str]) -> list[Found]:
    """Named organisations; 公司 or 该医院 alone names none. A town in front belongs to the place, not to the name."""
    found: list[Found] = []
    for match in _NAME.finditer(reading.left):
        start = _begins(match[0], match.start(), towns)
        name = reading.text[start : match.end()]
        if not _TRIVIAL.match(name) and start < match.end() and len(name) >= 4 and name.count("(") == name.count(")"):
            found.append(reading.found(name, start, match.end()))
    return _longest(found)


def _begins(text: str, start: int, towns: Sequence[str]) -> int:
    """Where the name begins inside a run of letters: behind the last word that leads up to it."""
    if re.search("(?:村民|居民)委员会$|[村居]委会$", text):
        at = max((text.find(town) for town in towns if town in text), default=-1)
        if at >= 0:
            return start + at
    shift = 0
    for town in towns:
        at = text.find(town)
        shift = max(shift, at + len(town)) if at >= 0 else shift
    body = text[shift:]
    end = re.search(rf"(?:{_ENDS})$", body)
    limit = len(body) if end is None else max(0, end.start() - 1)
    verb = _VERBS.match(body[: limit + 1])
    shift += verb.end() if verb else 0
    body = body[verb.end() :] if verb else body
    cut = _CUTS.match(body[: max(0, limit - (verb.end() if verb else 0))])
    if cut is not None and len(body) - cut.end() >= 4:
        shift += cut.end()
    return start + shift


def _longest(found: list[Found]) -> list[Found]:
    """Each name once."""
    return list({one.value: one for one in reversed(found)}.values())[::-1]
