"""Where: the town among those of the district, and the detailed place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.intake.rules.pasting.parts import BLANK, Found, Reading

_ENDS = (
    r"\d+-\d+(?:-\d+)?(?:号|室)?|\d+[号#]楼?(?:\d+单元)?(?:\d+室?)?|\d+栋(?:\d+)?|\d+幢|\d+(?:号楼|单元|室|层|楼)(?:\d+室?)?|"
    r"小区门口|市场门口|门口|门前|小区(?!里)|社区|新村|花园|家园|公寓|村(?![民委干支里])|[一二三四五六七八九十\d]+[组队期]|组(?![织成])|号(?!码|称)|单元|室|楼(?![上下道])|栋|幢|弄|(?<![跑走修过让半道])路(?![过人])|街(?!道)|巷|胡同|"
    r"广场|市场|早市|夜市|集贸市场|超市|工地|项目部?|工业园|园区|产业园|码头|大桥下?|桥[头下]?|路口|岔口|河边|摊|石料场|采石场|养殖场|水库|鱼塘|果园|里|园|苑|城(?![管乡])|府|豪庭|名邸|公馆|雅居|庭(?![审上外])|邸|阁|轩|墅|冲(?![突撞动])|坪|圩|埠|滩|堡|窑|崖|排档|厅|宿舍|标段|大道|交叉口|活动室|操场|车库|仓库|\d号库|湾|庄|坡|屯|沟|坝|铺|岭|庙会|山上|车站|学校|小学|中学|幼儿园|医院|"
    r"KTV|饭店|酒店|宾馆|火锅店|店|厂(?![家长])|村口|一带|附近|停车场|东里|西里|大厦|大楼|写字楼|中心|墩|寨|营|集|塘|洼|台"
)
_END = re.compile(rf"(?:{_ENDS})(?:(?:东|西|南|北)侧|[东南西北]门|对面|旁边?)?")
_STOP = re.compile(
    rf"[,.;:。、!?\n\s{BLANK}\"'“”]|约|人民政府|办事处|从事|因为|因|的(?!地)|被(?!服)|有(?!村)|反映|称|发生|说(?!法)|住户|居民|村民|业主|位于|开发商|与|和(?!平|谐|睦|顺|兴|美)|跟|做|打|砸|买|卖|投诉|门店|电话|联系|老板|物业|内(?!蒙)|旁|经营|附近有|租|承包|上班|干活|购|停放"
)
_LABEL = re.compile(
    r"(?:事发|案发|事故|警情|诉求|发生|事件|纠纷|争议|问题)(?:地点|地址|地|位置)\s?[::]?\s*|(?<![所在])(?:地点|地址|位置)\s?[::]\s*|(?:地点|地址|位置)[为是在\s]+"
)
_LIVES = re.compile(r"(?:现住|家住|住在|住址|居住在|住所?地?|位于|坐落于|工地在|就在|在)[::]?\s?")
_STRONG = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:小区|社区|村(?![民委干支])|(?<![跑走修过让半])路\d+号|(?<![跑走修过让半])路|街(?!道)|巷|花园|家园|广场|市场|大桥|工业园|新城|公寓|[\u4e00-\u9fff]苑|华庭|佳园|(?:小学|中学|学校|医院|商场|超市|饭店|酒店)(?=门口|门前|旁|附近))(?:\d+号楼?|\d+栋|\d+-\d+(?:-\d+)?|门口)?"
)


def read_town(reading: Reading, towns: Sequence[str]) -> Found | None:
    """The first town of the district that stands in the text; one that only handles the order comes last."""
    found = []
    for town in towns:
        for match in re.finditer(re.escape(town), reading.text):
            handles = bool(
                re.search(r"承办单位|转办|主办|抄送|派至", reading.text[max(0, match.start() - 8) : match.start()])
            )
            found.append((handles, match.start(), reading.found(town, *match.span())))
    return min(found, key=lambda one: one[:2])[2] if found else _short_town(reading, towns)


def _short_town(reading: Reading, towns: Sequence[str]) -> Found | None:
    """A town without its last word, as people say it: 石桥那边, 在柳溪."""
    for town in towns:
        short = town.removesuffix("街道").removesuffix("镇").removesuffix("乡")
        match = re.search(
            rf"(?:在|住|家|^|[\s,]){short}(?=那边|这边|这里|街上|虚|[\s,。]|[\u4e00-\u9fff]{{1,6}}(?:村|路|小区|街))",
            reading.text,
        )
        if match and len(short) > 1:
            return reading.found(town, match.end() - len(short), match.end())
    return None


def read_place(reading: Reading, towns: Sequence[str]) -> Found | None:
    """The detailed place: behind 地点 or 地址, else from a town on, else behind 住 or 位于, else a street or an estate."""
    return _labelled(reading) or _from_town(reading, towns) or _behind(reading) or _by_itself(reading)


def _labelled(reading: Reading) -> Found | None:
    for match in _LABEL.finditer(reading.text):
        end = re.search(rf"[,;。\n{BLANK}()]|\s{{1,}}|$", reading.left[match.end() :])
        assert end is not None
        stop = match.end() + end.start()
        if stop - match.end() >= 3:
            return reading.found(reading.text[match.end() : stop], match.end(), stop)
    return None


def _from_town(reading: Reading, towns: Sequence[str]) -> Found | None:
    names = "|".join(re.escape(town) for town in towns)
    for match in re.finditer(names, reading.left) if names else ():
        found = _until_end(reading, match.start(), match.end())
        if found is not None:
            return found
    return None


def _behind(reading: Reading) -> Found | None:
    for match in _LIVES.finditer(reading.left):
        found = _until_end(reading, match.end(), match.end())
        if found is not None and len(found.value) >= 4:
            return found
    return None


def _until_end(reading: Reading, start: int, after: int) -> Found | None:
    """The longest place that begins here: up to its last street, village, house or room before the sentence turns."""
    stop = _STOP.search(reading.left, after)
    run = reading.left[after : stop.start() if stop else len(reading.left)][:40]
    ends = list(_END.finditer(run))
    if not ends or ends[-1].end() < 2:
        return None
    end = after + ends[-1].end()
    return reading.found(reading.text[start:end], start, end)


def _by_itself(reading: Reading) -> Found | None:
    for match in _STRONG.finditer(reading.left):
        lead = re.match(r".*(?:在|我们|系|向|工地|项目|是|说|到|去|于|住|把|从|对|给|往|经过|的)", match[0][:-2])
        start = match.start() + (lead.end() if lead else 0)
        whole = _until_end(reading, start, start)
        if whole is not None and match.end() - start >= 4:
            return whole
        if match.end() - start >= 4:
            return reading.found(reading.text[start : match.end()], start, match.end())
    return None
