"""Names of persons in running text: behind a label, behind a word that leads up to a person, or between two signs.

Chinese names stand without a mark. A name is taken when its family name is known, what stands before and behind it allows
a name, and the letters are no everyday word; a rare family name needs a plainer sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.intake.rules.pasting.parts import BLANK, NUMBER, Found, Reading
from app.intake.rules.pasting.roles import LABELS
from app.intake.rules.pasting.surnames import COMMON, DOUBLE, NOT_BEGINNINGS, NOT_NAMES, RARE, TITLES

_HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002ffff"
_EDGE = rf"[^{_HAN}A-Za-z]"
_LABELLED = re.compile(
    rf"(?:{LABELS}|[{_HAN}]{{1,4}}(?:人|者|姓名)(?=\s?:))(?:姓名|名字|名称|本人)?(?:\([^)]{{0,8}}\))?(?P<sign>\s?[:]\s?|\s+|是|为|叫|系|,)?(?P<name>[{_HAN}]{{1,2}}\s+[{_HAN}]{{1,2}}(?=\s*(?:\n|$|[,;]))|[{_HAN}][{_HAN}·]{{1,14}})"
)
_INTRODUCED = re.compile(
    rf"(?:我叫|名叫|他叫|她叫|叫做?|姓名[:是]?|本人|我是|我系|人叫|法人)\s?[:]?(?P<name>[{_HAN}][{_HAN}·]{{1,14}})"
)
_DOTTED = re.compile(rf"[{_HAN}]{{2,10}}·[{_HAN}]{{2,10}}(?:·[{_HAN}]{{2,10}})*")
_HIDDEN = re.compile(
    rf"[{''.join(sorted(COMMON | RARE))}]某(?:某|[甲乙丙丁戊己庚辛壬癸]|[一二三四五六七八九十](?![{_HAN}]))?"
)
#: Words that lead up to a person.
_LEADS = re.compile(
    "(?:老[大二三四五幺]|的|员|师傅|班长|主管|代驾|船主|[哥弟姐妹叔伯舅姑姨婶嫂孙]|名字|男方|女方|[东西南北物业卖买方]方代表|摊贩|顾客|商贩|小贩|保洁|保洁员|厨师|乘客|行人|患者|死者|伤者|老户|借到|欠到|收到|受理|叔|伯|舅|姑|姨|爷爷|奶奶|嫂子|媳妇|妻|夫|之[父母子女]|其[父母子女]|驾驶[人员]|骑车人|老公|丈夫|爱人|老婆|妻子|前妻|前夫|前女友|前男友|女友|男友|父亲|母亲|爸|妈|爸爸|妈妈|儿子|女儿|哥哥|弟弟|姐姐|妹妹|表哥|表弟|堂哥|堂弟|"
    "儿媳|女婿|婆婆|公公|岳父|岳母|邻居|房东|租客|租户|老板|包工头|工头|班组长|组长|摊主|店主|车主|司机|村民|居民|业主|农户|户主|员工|工人|"
    "职工|同事|亲戚|朋友|同学|老乡|中介|医生|护士|家长|学生|主人|狗主人|孩子|男的|女的|代表|主犯|队员|队长|会计|负责人|经理|服务员|保安|当事人|双方|一方|另一方|市民|群众|"
    "与|和|跟|及|由|被|向|找|给|对|叫|借给|欠|告|投诉|举报|起诉|反映|称|说|诉|妯娌|夫妇|夫妻|兄弟|姐妹|经查|系|现|另|女士|先生|为|人|其|是|因|里|同村|本村|我村|我镇|师傅|、|介绍|介绍人)$"
)
_PLAIN_LEADS = re.compile(
    "(?:叫|前夫|前妻|爱人|[爸妈哥弟姐妹叔伯]|代表|名字|男方|女方|其[父母子女妻夫孙兄弟姐妹]|患者|摊贩|顾客|老公|丈夫|老婆|妻子|父亲|母亲|儿子|女儿|表哥|表弟|邻居|房东|老板|包工头|摊主|户主|村民|农户|业主|班组长|狗主人|报警人|原告|被告|、)$"
)
#: What may follow a name.
_FOLLOWS = re.compile(
    rf"{_EDGE}|与|和|跟|及|因|说|称|反映|诉|在|的|系|向|找|借|欠|给|对|将|把|于|打|到|来电|来访|来我|来中心|酒后|拖|不|也|又|等|夫妇|夫妻|兄弟|弟兄|姐妹|父子|母子|父女|只|愿|一直|始终|坚持|声称|已经|突然|故意|硬|偏|曾|认|拿|抢|骗|转|换|弄|碰|泼|扔|摔|咬|踩|赔|还|回|走|接|送|抱|拉|堆|种|喝|醉|病|死|去世|受伤|住院|负|赶|跑|逃|问|听|看|见|得|当|任|写|交|付|领|按|共|各|仍|确|可|应|能|会|想|希望|请|手|头|腿|左|右|今年|半|人民币|现金|[两二三四五六七八九十几]个?人|[两二三]位|电话|手机|身份证|身分证|男|女|要|驾驶|驾车|骑|家|带|"
    "砍|现|承认|拒|认为|要求|租|住|开|承包|雇|雇佣|从|为|已|未|没|是|自|受|被|提出|签|经营|购|买|卖|发生|报警|报称|投诉|举报|求助|申请|起诉|赊|表示|同意|承诺|答应|联系|所有|所|之|分别|共同|遂|却|就|都|还|前|后|动手|骂|辱骂|踢|推|砸|堵|占|挖|盖|建|修|拆|名下|本人|一家|私自|擅自|多次|至今|之间|双方|处|去|上门|收|退|装|养|种|用|出|离|搬|强|停|挡|扣|索|称其|以|多|嫌|让|叫|替|帮|有|做"
)
_SURE = re.compile(rf"{_EDGE}|$|与|和|跟|因|说|称|反映|诉|的|电话|手机|男|女|等|夫妇|两人|二人|驾驶|酒后|拒")
_ENDS_BADLY = frozenset(
    "说称的被把将因在与跟及诉系给对不也又就要是没到从于拒住人打借欠误只愿仍驾骑酒了着由以叫区县镇乡"
)
_NEVER = frozenset("被的了是由等着过们这那哪呢吗吧")
_TURNS = frozenset("来有和平向为要带家开强建多养修成")


def read_names(reading: Reading) -> list[Found]:
    """Each person's name once, where it first stands; the names are blanked for the next reader."""
    found: list[Found] = []
    for reader in (_labelled, _dotted, _hidden, _running, _beside):
        fresh = list(reader(reading))
        found += fresh
        for one in fresh:
            reading.take(
                match.span() for match in re.finditer(re.escape(reading.text[one.start : one.end]), reading.left)
            )
    return list({one.value: one for one in sorted(found, key=lambda one: -one.start)}.values())[::-1]


def _labelled(reading: Reading) -> Iterator[Found]:
    for pattern in (_LABELLED, _INTRODUCED):
        for match in pattern.finditer(reading.left):
            plain = pattern is _LABELLED and (
                (match["sign"] or "").strip(" ,") == ":" or _is_marked(reading.left[match.end("name") :])
            )
            length = _length_behind_label(reading.left, match, plain=plain)
            if length:
                start = match.start("name")
                yield reading.found(re.sub(r"\s", "", reading.text[start : start + length]), start, start + length)


def _length_behind_label(text: str, match: re.Match[str], *, plain: bool) -> int:
    """How many letters behind the label are the name; behind a colon any two to four letters may be one."""
    name = match["name"]
    if re.search(r"\s", name):
        return len(name) if name[0] in COMMON | RARE and not re.match(rf"..?\s+(?:{TITLES})", name) else 0
    if "·" in name:
        return len(name)
    best = _best_length(text, match.start("name"), plain=True)
    if best:
        return best
    run = len(name)
    if plain and 2 <= run <= 4 and _is_sure_run(text[match.start("name") + run :]) and _is_no_word(name, plain=True):
        return run
    return 0


def _dotted(reading: Reading) -> Iterator[Found]:
    for match in _DOTTED.finditer(reading.left):
        yield reading.found(match[0], *match.span())


def _hidden(reading: Reading) -> Iterator[Found]:
    """王某, 张某某: a name as the police write it."""
    for match in _HIDDEN.finditer(reading.left):
        yield reading.found(match[0], *match.span())


def _running(reading: Reading) -> Iterator[Found]:
    text, at = reading.left, 0
    while at < len(text) - 1:
        length = _length_at(text, at)
        if length:
            yield reading.found(text[at : at + length], at, at + length)
        at += length or 1


def _beside(reading: Reading) -> Iterator[Found]:
    """A rare family name in a row of names: 白雪 崔莹 任娜."""
    rare = "".join(sorted(RARE))
    row = rf"(?:(?<={BLANK}[、,\s])|(?<=[\s、,])|(?<!.))[{rare}][{_HAN}]{{1,2}}(?=[、\s,和与]{BLANK})|(?<={BLANK}[、\s和与])[{rare}][{_HAN}]{{1,2}}(?=[、\s,。;等]|$)"
    for match in re.finditer(row, reading.left):
        if match[0] not in NOT_NAMES and match[0][:2] not in NOT_NAMES:
            yield reading.found(match[0], *match.span())


def _length_at(text: str, at: int) -> int:
    before = text[max(0, at - 5) : at]
    if text[max(0, at - 1) : at + 1] in NOT_BEGINNINGS:
        return 0
    if _by_number(text, at):
        return _by_number(text, at)
    if text[at] not in COMMON and text[at] not in RARE and text[at : at + 2] not in DOUBLE:
        return 0
    rare = text[at] not in COMMON and text[at : at + 2] not in DOUBLE
    edge = not before or re.match(_EDGE, before[-1]) is not None
    if not edge and not _LEADS.search(before):
        return _stated_length(text, at)
    plain = bool(_PLAIN_LEADS.search(before.rstrip(" :")))
    length = _best_length(text, at, plain=plain)
    if rare and length and not plain and not _numbers_follow(text[at + length : at + length + 12]):
        return length if edge and length == 3 and _is_hard(text[at + length : at + length + 1]) else 0
    return length


def _by_number(text: str, at: int) -> int:
    """Two to four letters between a sign and a phone or identity number are a name, whatever the family name."""
    before = text[max(0, at - 4) : at]
    match = re.match(rf"(?P<name>[{_HAN}]{{2,4}})[\s,:(]{{0,2}}(?:电话|手机)?[:]?{NUMBER}", text[at : at + 14])
    if match is None or (before and not re.match(_EDGE, before[-1]) and not _PLAIN_LEADS.search(before)):
        return 0
    name = match["name"]
    return len(name) if _is_no_word(name) and (len(name) < 4 or name[:2] in DOUBLE) and name[0] in COMMON | RARE else 0


def _is_sure_run(after: str) -> bool:
    """Whether the letters end where a form's field ends."""
    return (
        bool(re.match(r"\s*(?:\n|$|[,;(。、]|[男女](?![\u4e00-\u9fff])|电话|手机|联系|身[份分]证|性别|证件)", after))
        or not after.strip()
    )


def _is_marked(after: str) -> bool:
    """Whether a phone, a number or the sex stands right behind in brackets."""
    return bool(re.match(rf"\s?\((?:电话|手机|联系|身[份分]证|男|女|{NUMBER})|\s?{NUMBER}", after))


def _is_no_word(name: str, *, plain: bool = False) -> bool:
    words = "匿名|保密|秘密|不详|未知|不愿|同上|市民|本人|群众|居民|先生|女士|联系|电话|手机|身份|证件|姓名|来电|号码|地址|如下|信息|公司|物业|老人|无$|略|某|家属|家长|户主"
    everyday = not plain and (name in NOT_NAMES or name[:2] in NOT_NAMES)
    return not everyday and not _is_title(name) and not re.search(words, name)


def _stated_length(text: str, at: int) -> int:
    """A name with sex, phone or number in brackets behind it needs no word before it."""
    if (text[at] not in COMMON and text[at : at + 2] not in DOUBLE) or re.match(
        "[商农住租业门用账]", text[at - 1 : at]
    ):
        return 0
    for length in (4, 3, 2):
        after = text[at + length : at + length + 10]
        if re.match(rf"\s?\((?:男|女|身[份分]证|电话|手机|{NUMBER})|\s?{NUMBER}", after) and _may_be_name(
            text, at, length
        ):
            family = 2 if text[at : at + 2] in DOUBLE else 1
            return (
                length if family < length <= family + 2 and re.fullmatch(rf"[{_HAN}]+", text[at : at + length]) else 0
            )
    return 0


def _numbers_follow(after: str) -> bool:
    """Whether a phone or an identity number, sex or age stands right behind, as behind a person."""
    return bool(
        re.match(rf"[\s,:(、]*(?:电话|手机|联系|身[份分]证|证件)?[号码:\s]*{NUMBER}|[\s,(]*[男女](?![士儿友])", after)
    )


def _is_hard(sign: str) -> bool:
    return not sign or re.match(_EDGE, sign) is not None


def _best_length(text: str, at: int, *, plain: bool) -> int:
    """Two, three or four letters: the longest that is a name and is followed by what may follow one."""
    family = 2 if text[at : at + 2] in DOUBLE else 1
    if family == 1 and text[at] not in COMMON and text[at] not in RARE:
        return 0
    fits = [
        length
        for length in (family + 2, family + 1)
        if re.fullmatch(rf"[{_HAN}]{{{length}}}", text[at : at + length]) and _may_be_name(text, at, length)
    ]
    if not fits:
        return 0
    if len(fits) == 2 and not _SURE.match(text, at + fits[0]) and text[at + fits[0] - 1] in _TURNS:
        return fits[1]
    return fits[0]


def _may_be_name(text: str, at: int, length: int) -> bool:
    name, after = text[at : at + length], text[at + length :]
    if (
        set(name) & _NEVER
        or name in NOT_NAMES
        or name[:2] in NOT_NAMES
        or name[-1] in _ENDS_BADLY
        or _is_title(text[at : at + 4])
    ):
        return False
    return bool(_FOLLOWS.match(after)) if after else True


def _is_title(text: str) -> bool:
    return bool(re.match(rf".(?:{TITLES}|老[大二三四五六七八九幺])", text))
