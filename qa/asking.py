"""How Chinese and English ask: the words by which a question shows what kind of answer it wants. Data, no logic.

Every list is tried in its order, the first that matches decides; so the narrower kind stands before the wider.
"""

import re
from typing import Final, Literal

from documents.language import Language

Asks = Literal["figure", "date", "place", "name", "list", "reason", "plan", "yesno", "compare", "open"]


def _any(*words: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile("|".join(words), flags)


def _en(*words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words) + r")\b")


_MEASURE = (
    r"(?:price|cost|fee|fare|toll|tuition|wage|salary|pension|allowance|subsidy|fine|budget|ratio|rate|length|height|width|depth|altitude|"
    r"area|acreage|capacity|expectancy|population|headcount|mileage|speed|voltage|tonnage|yield|turnover|turnout|gdp|growth|output|revenue|income|premium|limit)s?"
)
_BETWEEN = r"(?:of|in|on|at|for|to|by|from|with|and|or|is|are|was|were|will|be|about|behind|planned|being|going|happening|the|that|who|which|as)"
"""A noun that is measured in figures, and words that end the name before it."""

KINDS: Final[dict[Language, tuple[tuple[Asks, re.Pattern[str]], ...]]] = {
    "zh": (
        ("compare", _any(
            "相比", "对比", "比较", "比一比", "相差", "差多少", "差几", "差别", "区别", "哪个更", "谁更", "[和与跟同、还].{1,16}(?:哪个|哪一个|哪一?年|谁).{0,8}(?<!最)[快慢多高低大小少](?!少)", "谁的?.{0,8}[更快慢高低多少]",
            "[更还][高低多少快慢大小]", "高还是低", "多还是少", "快还是慢", "多几", "少几", "和.{1,12}比", "(?<![占同环])比(?![例重率]).{1,10}(?:高|低|多(?!少)|(?<!多)少|快|慢)",
        )),
        ("reason", _any("为什么", "为何", "为啥", "原因", "怎么会", "凭什么", "咋会", "归功", "功劳", "根子", "靠的?是(?:什么|啥|谁)", "归根[到结]底", "图个?(?:什么|啥)", "图的?是", "为的?是(?:什么|啥)", "为了(?:什么|啥)", "目的")),
        ("date", _any(
            "什么时候", "何时", "啥时候", "什么时间", "多长时间", "哪段时间", "哪一?[年月天日]", "几[月号点天]", "多久", "期限", "截止", "几个月",
        )),
        ("list", _any(
            "哪些", "哪几", r"哪(?:[两二三四五六七八九十]|\d+)", "都(?:叫|有)?(?:什么名|谁)", "有(?:什么|啥)(?!时)", "都有", "列出", "列举", "分别是", "包括什么", "几大", "所有",
            "清单", "一览", "各是",
        )),
        ("figure", _any(
            "多少(?!信心|力|决心|心思|道理)", "(?<![近前这那晚早头])几(?!乎|何|经|加|百|千)", "几[百千](?=[万亿]?[^年万亿])",
            "多(?:[大长高远快宽深](?!的?(?:责任|力|作用|影响|意义|决心|贡献|好处|用处?[？?]?$|"
            "变化|问题|困难|鼓舞|信心|压力|帮助|期望))|(?<!看得|说得|放得|压得)重(?!要|视|大))", "比例", "占比", "比重", "增速", "涨幅", "降幅", "增幅", "百分之", "第几", "几成",
            "(?:目标|指标)值?(?:是|为|定)",
        )),
        ("place", _any("哪里", "在哪", "哪儿", "什么地方", "哪个(?:州|县|市|省|区|乡|镇|地方|地区|城市)", "何处", "哪处")),
        ("name", _any(
            "谁", "叫什么", "叫啥", "哪[个一位部家条座种所项]", "什么名", "名字", "名称", "什么奖", "何人", "是什么",
        )),
        ("plan", _any(
            "怎么[办做样搞管抓]?", "咋", "如何", "怎样", "打算", "计划", "措施", "举措", "安排", "办法", "会做", "要做", "做什么", "干什么",
            "帮助", "扶持", "支持", "政策", "准备",
        )),
        ("yesno", _any("吗", "是否", "有没有", "是不是", "会不会", "能不能", "要不要", "有无", "对吧", "是吧", "(?<![什怎那这多])么[？?]?$")),
    ),
    "en": (
        ("plan", re.compile(r"^how (?:will|would|is|are) .{1,60}\b(?:the number of|the value of)|^what (?:will|is|are|was|were) (?:be(?:ing)? )?done\b")),
        ("figure", re.compile(r"\blist\b.{0,80}\bhow long\b|\bhow long is the (?:\w+ )?list\b")),
        ("compare", _en(
            "compare[ds]?(?! (?:with|to) (?:the year before|a year (?:before|earlier)|(?:the )?(?:previous|prior|last) year))",
            "comparison", "which (?:\\w+ ){0,4}(?:faster|more|higher|quicker|bigger|larger|less|slower|lower)\\b.{0,60}\\bor",
            "by how (?:much|many).{0,60}(?:exceed|outpace|outstrip|more|higher|faster|greater)\\w*", "how much (?:more|faster|higher|lower|less|fewer|greater|larger) .{1,80}\\bthan",
            "versus", r"vs\.?", "differences?", "differ", "gap between",
            "how many more",
            "(?:higher|lower|more|less|faster|slower|better|fewer|bigger|above|below)(?: \\w+)? (?:than|or)", "relative to", "whose \\w+ \\w+ faster",
        )),
        ("reason", _en("why", "reasons?",
            "(?:governor|report|government|speech|province|he) credits?(?= |,)", "credited", "(?:put|puts|attribute[sd]?) .{1,60} down to", "attribute[sd]?", "owe[sd]? .{1,40} to",
             "cause[ds]?", "how come", "what for", "to what end", "for what purpose", "(?:the|what) (?:point|purpose) of(?= .{0,40}(?:ing|cuts?|squeeze)\\b)")),
        ("date", _en(
            "when (?=(?:exactly )?(?:is|are|was|were|do|does|did|will|would|has|have|had|can|could|should|must|may)\\b)", "when(?=[?.! ]*$)", "(?:by|since|until|till|know|say|tell me|exactly) when",
            "what (?:date|day|month|year|time)", "which (?:year|month|day)", "by what date", "deadline",
            "how (?:long|soon|quickly) (?:did|does|do|will|was|were|is|are|after|until|before|would|could|can)(?! (?:the|this|that) "
            "(?!\\w+(?: \\w+)? (?:take|last|power|wait)))(?!.{1,80}\\b(?:grow|increase|rise|expand|climb|fall|decline)\\b)",
        )),
        ("list", _en(
            "which (?:two|three|four|five|six|seven|eight|nine|ten)", "what (?:two|three|four|five|six|seven|eight|nine|ten)",
            "what (?:are|were) (?:the|all|some|(?:this|last|next|the|20\\d\\d) ?(?:year)?(?:['’]s)? (?=targets|goals))",
            "(?:^|(?<=please )|(?<=you )|(?<=me )|(?<=a )|(?<=and )|(?<=, ))list", "name (?:the|all|two|three|four|five)", "what (?:kinds?|types?|sorts?)",
            "what else", "which (?:\\w+ )?(?:places|counties|areas|industries|projects|products|groups|cities|rivers|parks|fields|sectors)",
            "all (?:the|of the) \\w+",
        )),
        ("figure", _en(
            "how (?:many|much|large|big|high|long|far(?! along| (?:had|has|have|did|will|would|is|are|was|were) .{0,60}\\b(?:got|get|come|gone|go|progress|along))|fast|low|great|wide|strong|sharply|deep)", "by how",
            "how fast", "at what (?:rate|pace)",
            "what (?:[a-z-]+ ){1,4}(?:growth|rate|increase|output) (?:is|was|were|are|will|did|does|has)",
            "what (?:percentage|percent|proportion|share|fraction|number|amount|area|acreage|size|rate|length|total|value|volume|figure|growth|capacity)", "(?<!at )what level",
            "(?:rate|number|total|figures?|value|volume|amount|size) (?:of|for)", "(?:growth|unemployment|inflation|jobless) (?:rate|target|goal|figure)",
            "what(?:['’]s| is| was| will be) the (?:\\w+ ){0,2}(?:bill|price tag|tab) (?:for|of)", "(?:at )?what (?:\\w+ )?(?:price|cost|toll|fee|fare|wage|salary|budget|tuition)s?(?! (?:index|cuts?|reductions?))",
            "percentage", "per cent", "to what extent", "in (?:yuan|rmb|(?:metric )?ton(?:ne)?s)(?![-\\w])",
            "what (?:is|was|will|were|does|did) .{1,40}(?:costs?|prices?|population|total|average|wage|rate|gdp|income|output|revenue|be worth)", "what was the (?:growth|rate|increase)",
            "what (?:was|is|were) the (?:(?:[\\w-]+ )?(?:rise|drop|fall|decline|decrease) in|(?:overall|total|net|annual|percentage|year-on-year) change)", "target for",
            "what(?:['’]s| is| was) .{0,30}goal for", "how long (?:is|are|was|were)",
            f"what(?:['’]s| is| was| are| were| will| has| had)(?: be)? (?:the |this |that |its |their )?(?:(?!{_BETWEEN}\\b)[\\w'’-]+ ){{0,4}}{_MEASURE}"
            r"(?! (?:index|cuts?|reductions?|polic\w+|plans?|measures?|reforms?|structure|systems?|campaigns?|level \w+))",
            f"(?:what|which) (?!{_BETWEEN}\\b)(?:[\\w'’-]+ ){{0,4}}(?!area){_MEASURE} (?:is|are|was|were|will|would|do|does|did|has|have|had|can|must|should)",
            "what (?:will|would|does|did|do|is|are|was|were) .{1,80}\\b(?:costs?|be worth|pay|charge|fetch|earn|take home|sell for|amount to|add up to)(?: (?:in|a|per|each|every) \\w+){0,2}(?=[?.! ]*$)", "price tag",
            "(?:mega|kilo|giga)watts?(?=[?.! ]*$)",
        )),
        ("place", _en(
            "where", "which (?:county|city|prefecture|province|place|region|district|town|township|area)", "in what place", "whereabouts",
        )),
        ("name", _en(
            "(?<![a-z] )who(?:'s)?", "(?<=and )who", "(?<=tell me )who", "(?<=know )who", "whom", "whose", "which", "what (?:is|was) the (?:name|title)", "what'?s the name", "called", "named",
            "what (?:prize|award|novel|film|book|opera|company|event|nickname|brand)",
        )),
        ("plan", _en(
            "how (?:will|does|do|is|are|would)", "what (?:will|is|does|do|are|about)", "what'?s", "plans?", "planned", "planning", "intend", "going to",
            "measures", "polic(?:y|ies)", "support", "help", "steps",
        )),
        ("yesno", re.compile(r"^(?:is|are|was|were|do|does|did|will|would|can|could|has|have|had|should|am)\b")),
    ),
}  # fmt: skip

SETTLES: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"(?:吗|(?<![什怎那这多])么|对吧|是吧)[？?！!。 ]*$|是否|有没有|是不是|会不会|能不能|要不要|[管建办有]不[管建办有]"
    ),
    "en": re.compile(
        r"^(?:so |and |but |then )?(?:is|are|was|were|do|does|did|will|would|can|could|has|have|had|should)\b(?!.*\bor\b)"
    ),
}
"""A question that yes or no would answer."""

REQUEST: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"(?:能|可以|可否|能否|能不能|可不可以)(?:请)?(?:你|您)?(?:帮我|给我|跟我|和我)?(?:告诉|说|讲|介绍|查)|知道"
    ),
    "en": re.compile(r"\b(?:can|could|would|will|do) (?:you|anyone|someone|somebody)\b|\bmay i\b"),
}
"""A question in the form of a request: neither yes nor no answers what it asks."""

OPENER: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"^(?:那么?|还有|另外|再问|接着|然后|好[的吧]?|行|明白了|知道了|谢谢|嗯|哦|其中|同样|换成)[，,、 ]*|^(?:而|至于|关于)(?=.{1,12}呢)"
    ),
    "en": re.compile(
        r"^(?:and|what about|how about|ok(?:ay)?|fine|right|great|thanks|got it|i see|so|then|also|but|plus|now|same (?:question )?for)\b[,. –-]*"
        r"(?:and |but |so )?(?:(?:what|how) about )?",
        re.I,
    ),
}
"""How a follow-up begins."""

CLOSER: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?:的?呢|又如何)?[？?！!。.\s]*$"),
    "en": re.compile(r"(?: then| though| instead)?[?!.\s]*$", re.I),
}
ASKER: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"[我俺咱]"),
    "en": re.compile(r"\b(?:i|i['’]\w+|im|we|my|our|me|us)\b", re.I),
}
"""Whoever asks speaks of themselves."""
THERE: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"那[边里儿]|当地|老家|家乡|这[边里儿]"),
    "en": re.compile(
        r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )\bthere\b(?! (?:is|are|was|were|be|will|any))|\bhere\b", re.I
    ),
}
"""A place spoken of before is the one asked about."""
POINTS_BACK: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"^(?:这|那)?里[头面边](?!外)|^当中|^[^，]{1,2}又(?:是|有|要|会|在|叫)|这[个些一项件批条家座]|那[个些一项件批条家座]|该(?=[项工企公机乡县市州])|它|其(?=[中他余])|他们|她|他(?!人)|此|上述|前者|后者|刚才|这里|"
        r"那里|那边|这样|同期|除了"
    ),
    "en": re.compile(
        r"\b(?:it(?! (?:takes?|took|costs?|is (?:\w+ )?(?:that|to))\b)|its|that|this(?! (?:year|report|province))|these|those|they|them|their|he|she|his|her|the same|the former|the latter|"
        r"the (?:others?|rest|remaining|remainder)|ones?)\b",
        re.I,
    ),
}
"""Words that stand for something said before."""

FRAGMENT: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"呢(?:[？?。！! ，,]|$)|的(?:有|是)?(?:多少|几|哪)|又(?:是|有|要|会|在)?(?:多少|多久|几)"),
    "en": re.compile(r"^(?:for|in|by|of|the|only)\b(?!.*\b(?:is|are|was|were|will|did|does|do)\b)", re.I),
}
"""What is no whole question."""

DELIVERED: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?<!工)[作做讲读写](?=的|了|出|报告|$|[？?。])|宣读|发表|提交|报告人|代表|会议"),
    "en": re.compile(
        r"\b(?:deliver|present|give|gave|read|submit|author|make|made|write|wrote|written|address|deliver)\w*\b|\b(?:meeting|session|occasion|date|day)\b"
    ),
}
"""What is done with a report."""

BYLINE: Final[dict[Language, tuple[re.Pattern[str], str]]] = {
    "zh": (
        re.compile(
            r"报告.{0,6}谁.{0,8}(?:[作做讲念读写]|发表|起草)|谁.{0,12}(?:[作做念读讲]|发表)了?(?:的|这|本|份|该|次|今年|政府|工作)*报告"
        ),
        "省长",
    ),
    "en": (
        re.compile(
            r"\bwho\b.{0,30}\b(?:deliver|read|present|gave|give|made|submit)\w*\b.{0,12}\b(?:this|the)\b.{0,30}\b(?:report|speech|address)\b|\bwhose (?:speech|report|address)\b|"
            r"\b(?:report|speech|address)\b.{0,20}\b(?:delivered|read|presented|given|made|submitted)\b.{0,12}\bby (?:whom|who)\b"
        ),
        "governor",
    ),
}
"""Who delivered the report, however it is told, and the word for who did."""

SUBJECTS: Final[dict[Language, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "zh": (
        (re.compile(r"(?:谁|何人|哪位).{0,3}(?:[作做讲读写]|报告|代表|宣读|发表)|报告人|[作做]报告的"), "省长"),
        (re.compile(r"(?:什么时候|何时|哪[天年月一]|日期|时间).{0,6}(?:[作做讲读]|报告|发表|宣读|提交)|报告.{0,6}(?:什么时候|何时|哪[天年月一]|日期)"), "人民代表大会会议"),
        (re.compile(r"(?:哪里|哪儿|在哪|什么会|哪[次个]会|会议上).{0,6}(?:[作做讲读]|报告|发表|宣读|提交)|报告.{0,6}(?:哪里|哪儿|在哪|什么会|哪[次个]会)"), "人民代表大会会议"),
        (re.compile(r"增长|增速|增幅|涨幅|增长率"), "生产总值"),
    ),
    "en": (
        (re.compile(r"\bwho\b|\bwhose\b|\bby whom\b"), "governor"),
        (re.compile(r"\bwhen\b|\bwhat (?:date|day)\b|\bdated?\b"), "session of the people's congress"),
        (re.compile(r"\bwhere\b|\bwhat (?:meeting|session|occasion)\b|\bwhich (?:meeting|session)\b"), "session of the people's congress"),
        (re.compile(r"\bgrowth\b|\bgrow\b|\bgrew\b"), "GDP"),
    ),
}  # fmt: skip
"""What a question is about that names no subject: the report itself, its author, its day; growth as such is the economy's."""

SUMMARY: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"总结|概括|概述|归纳|概要|摘要|大纲|提纲|目录|梗概|大意|要点|主要内容|(?:都)?(?:讲|说|写)了?(?:些|一些)?(?:什么|啥|哪些)(?:内容)?"
    ),
    "en": re.compile(
        r"\b(?:summar(?:y|ies|i[sz]e[ds]?)|overview|outline|gist|(?:main|key) (?:points|contents?|messages?|takeaways)|table of contents|in a nutshell|"
        r"what (?:is|does|did) (?:the|this) (?:\w+ ){0,3}report (?:about|say|cover|contain)s?)\b",
        re.I,
    ),
}
"""A question for what the whole report says."""

SHORTCOMINGS: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"困难|问题|不足|短板|弱项|短处|缺点|毛病|挑战|软肋|差距|薄弱(?:环节|之处|的地方)?|不到位|欠缺|难题|矛盾|家丑|没做好|做得不(?:好|够)|不如意"
    ),
    "en": re.compile(
        r"\b(?:problems?|difficult(?:y|ies)|shortcomings?|weaknesses|weak (?:spots?|points?)|failings?|deficienc(?:y|ies)|challenges?|shortfalls?|flaws?|gaps?|faults?|"
        r"(?:is|are|was|were) (?:weak|lacking|wrong)|falls? short|lacking|self-critic\w+|not (?:good enough|going well)|went wrong|weaknesses)\b",
        re.I,
    ),
}
ADMITTING: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"承认|坦承|坦言|自曝|自揭|检讨|交代|家底|那一?段|这一?段|方面|省长|都有|有|自认|自我批评|反思|指出|点出|认识到|看到|直面|面对|面临|遇到|存在|自己|自身|还有|仍有|认了|认账|光说好的|别|说|发展|经济|社会|经济社会|"
        r"当前|目前|阶段|克服|上|都|哪|呢|的|了|和|与|、|，"
    ),
    "en": re.compile(
        r"\b(?:admit\w*|acknowledg\w*|confront\w*|lawmakers?|deput(?:y|ies)|text|speech|governor|himself|candid\w*|honest\w*|openly|"
        r"conced\w*|confess\w*|own\w* up|recogni[sz]\w*|face[sd]?|facing|list\w*|nam(?:e|es|ed|ing)|remain\w*|itself|own|"
        r"still|exist\w*|does|did|do|development|economy|economic|social|current|main|biggest|any|up|to|has|have|in|with|and|of)\b",
        re.I,
    ),
}
OF_GOVERNMENT: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"政府|报告|省|自己|自身"),
    "en": re.compile(r"\b(?:government|report|province|itself|own|governor)\b", re.I),
}
"""What the government admits, the words beside it that name no subject, and those that say whose it is."""

REPORT: Final = re.compile(r"报告|\breport\b", re.I)

ASKING: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"多少|几(?!乎|经)|什么|啥|哪|谁|怎|如何|何|吗|呢|是否|咋|多[大长高久]"),
    "en": re.compile(r"\b(?:how|what|which|who|when|where|why)\b", re.I),
}
"""The words that make a clause a question; a text with several is several questions."""

OF_THE_YEAR: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"关键|重要|要紧|特别|特殊|不(?:同)?寻常|不一般|不平凡|分量|份量|意义|什么(?:样的)?年份|(?:怎样|什么样)的?一年|特殊之处"
    ),
    "en": re.compile(
        r"\b(?:important|importance|critical|crucial|pivotal|significan\w+|special|matters?|milestone|landmark|"
        r"(?:big|key) (?:a )?year|what (?:kind|sort) of (?:a )?year|stands? out|unusual|out of the ordinary|momentous)\b"
    ),
}
AS_TOLD: Final[dict[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"这一?年|年头|凭什么|为[啥何]|为什么|有(?:啥|什么)|算(?:得上|是)?|被?称为|叫做?|认为|说|讲|格外|尤其|在于|哪里|对|省长|政府|报告|很|最|重|处|的|是|在|，|全省|我们|来说|被|就|还|这么|如此|了|吗|呢|这个?|十二个月|12个月|这一?"
    ),
    "en": re.compile(
        r"\b(?:years?|why|what|makes?|made|so|such|an?|billed|called|described|seen|regarded|considered|counts?|as|does|do|say|said|the|for|is|was|of|"
        r"governor|report|province|this|that|particularly|especially|big|about|to)\b"
    ),
}
"""What makes a year one to remember, and the words beside it that name no subject."""
