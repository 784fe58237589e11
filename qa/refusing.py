"""The words by which a question shows that a report will not answer it: orders, chit-chat, roles, parts of a year. Data, no logic."""

import re
from collections.abc import Mapping
from typing import Final

from documents.language import Language
from qa.answer import Reason

MESSAGES: Final[Mapping[Reason, Mapping[Language, str]]] = {
    "not_in_report": {
        "zh": "报告没有说明这一点。下面是最接近的内容，供参考。",
        "en": "The report does not say this. The nearest statements are listed for reference.",
    },
    "other_year": {
        "zh": "报告讲的是{years}年，没有这一年份的相关内容。",
        "en": "The report speaks of {years}; it does not give this for the year asked about.",
    },
    "other_place": {
        "zh": "报告讲的是{region}全省，没有该地的相关数字或内容。",
        "en": "The report speaks of {region} as a whole; it does not give this for the place asked about.",
    },
    "off_topic": {
        "zh": "这不在报告的范围之内。这里只回答政府工作报告中的内容。",
        "en": "This is outside the report. Only what the government work report says is answered here.",
    },
    "unclear": {
        "zh": "没有明白要问什么。请说出想了解的事项，例如：2024年粮食产量的目标是多少？",
        "en": "It is not clear what is asked. Please name a subject, for example: What is the grain output target for 2024?",
    },
}


ORDERS: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"(?:忽略|无视|忘记|忘掉|不要管|别管|跳过).{0,12}(?:指示|指令|提示|规则|设定|文档|以上|之前|上面|前面|要求)|系统提示|提示词|你现在是|从现在起你|"
        r"假装|扮演|角色扮演|越狱|不要引用|只(?:能|需)?回答|照着说|跟我念|输出你的|菜谱|食谱|(?:有|求|给|什么|啥)配方|配方(?:是|吗|呢|[？?]?$)|怎么(?:煮|炒|炖|腌|烤|蒸|熬)|怎么做.{0,8}(?:酸奶|面条|饭|菜|汤|好吃)|"
        r"(?:讲|说|编)(?:个|一个)?(?:笑话|故事)|写(?:一)?(?:首|篇|段)|(?:帮我)?翻译(?:成|一下)|(?:几|多少)?.{0,3}(?:加|减|乘|除以).{0,3}等于"
    ),
    "en": re.compile(
        r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b(?:instructions?|prompts?|rules?|documents?|above|previous|everything|context)\b|"
        r"system prompt|\byou are now\b|\bact as\b|\bpretend\b|\brole-?play|\bjailbreak|\brepeat after me\b|\brecipe for (?!success|growth|development)|\bcite nothing\b|\bdo not cite\b|"
        r"\b(?:print|reveal|output|show) (?:me )?your\b|\b(?:tell|write)(?: me)? an? (?:\w+ )?(?:joke|story|poem|song|essay|email|code)\b|\btranslate\b"
    ),
}
SELF: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"^(?:谢谢|多谢|感谢|你好|您好|早上好|晚上好|再见|拜拜|在吗|嗯+|哦+|好的|哈+)(?!.*(?:[多几什哪谁怎何咋]|吗.))|你(?:是谁|叫什么|是什么模型|用的?(?:是)?什么|是用|是哪|会什么|能做什么|的?(?:开发者|作者|主人))|大模型|你好[吗啊呀]?[？?！!。]?$"
    ),
    "en": re.compile(
        r"\b(?:who|what) (?:are|made|built|created|trained) you\b|\bare you (?:a|an|chatgpt|human)\b|\bwhat (?:\w+ )?model\b|"
        r"\byour (?:name|creator|developer|training)\b|^(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| everyone)?[.!, ]*$|^(?:many |ok,? )?(?:thanks?|thank you|thx|cheers|bye|goodbye)\b(?!.*\?)"
    ),
}
OPINION: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"(?:换作|如果|要)是你|你(?:自己|个人)?会(?:投|买|选|去)|你(?:觉得|认为|怎么看|的看法|支持|喜欢|评价)|(?:好不好|对不对|值不值|该不该)[？?]?$|谁更(?:好|厉害)|评价一下|"
        r"(?:哪|谁).{0,6}(?:更(?:好看|好玩|好吃|漂亮|厉害)|[更最](?:值得|喜欢))|[更最](?:喜欢|偏爱|欣赏)(?:哪|谁)"
    ),
    "en": re.compile(
        r"\b(?:do you think|your (?:\w+ )?(?:opinion|view|judg[e]?ment)|do you (?:like|believe|agree|support)|(?:would|do|did|have) you (?:say|recommend|personally)|should i|"
        r"(?:which|who|what)\b.{1,60}\b(?:like|likes|love|loves|prefers?|enjoys?)(?: (?:more|better|best|most))?(?=[,?]| of\b)|"
        r"(?:which|what|who)\b.{1,30}\b(?:nicer|nicest|prettier|prettiest|more (?:beautiful|fun)|tastier)|(?:which|what|who|think)\b.{1,60}\bbetter (?:trip|place|holiday|destination|choice|visit)|personally (?:like|prefer)s?)\b"
    ),
}
ROLE: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"(?<!报告)(?<!报告是)(?<!报告由)谁(?:写|导|作|建|唱|演|拍|投|批|授|设计|研|出资|开发|运营|承包)(?!.{0,3}报告)|[园校院局厂行县市州镇村乡处所社厅部馆台]长|书记|主任|主席|作者|导演|编剧|作曲|主演|负责人|董事长|总经理|业主|承建|施工|设计单位|设计者|设计师|投资人|投资方|冠军|中标"
    ),
    "en": re.compile(
        r"\bwho (?!\w+ (?:the|this) (?:\w+ )*report)(?:wrote|directed|composed|approved|granted|developed|operates?|heads?|leads?|runs?|built|owns?|is building|starred|painted|designed|manages|chairs)\b|"
        r"\b(?:author|director|composer|champion|investor|designer|architect|"
        r"principal|headmaster|chairman|chairperson|ceo|contractor|owner of|in charge of|mayor|secretary of|director of|president of|head of the|minister of|dean of|magistrate|party secretary)\b"
    ),
}
"""A question for the person or firm behind something."""
PERIOD_WITHIN: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"[一二三四1-4]季[度渡]|[上下]半年|(?:1[0-2]|[1-9]|[一二三四五六七八九十])月(?!底)份?(?!全面)|每(?:个)?月|每天|前[一二三]季度|前(?:[一二三四五六七八九十]|\d+)个?月|月均"
    ),
    "en": re.compile(
        r"\b(?:first|second|third|fourth|last) quarter\b|\bq[1-4]\b|\b(?:first|second) half\b|\bfirst (?:\w+ )?months\b|\bmonthly\b|\bper month\b|\bdaily\b|\ba (?:day|month|week)\b|"
        r"\bin (?:january|february|march|april|may|june|july|august|september|october|november)\b"
    ),
}
"""Part of a year."""
QUARTER: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"[一二三四1-4]季[度渡]|[上下]半年|(?:1[0-2]|[1-9]|[一二三四五六七八九十])月份"),
    "en": re.compile(
        r"\b(?:first|second|third|fourth|last) quarter\b|\bq[1-4]\b|\b(?:first|second) half of (?:the|last|this)\b|"
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) 20\d\d\b"
    ),
}
"""Those of them that never mean something else."""
NATION: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"全国(?:20|去年|今年|的?(?:平均|生产|失业|城镇|居民|粮食|总))|各省|其他省|兄弟省|周边省|哪个省"),
    "en": re.compile(
        r"\b(?:nationwide(?=[?,.]|$| (?:in|last|this|is|was|are|were|average)\b)|national average|china as a whole|which province|"
        r"(?<!with )(?<!from )(?<!to )other provinces(?! (?:send|help|aid|assist|support))|among the (?:31 )?provinces|the whole country|"
        r"(?<!share of )(?<!slice of )(?<!chunk of )(?<!percentage of )(?<!percent of )(?<!proportion of )(?<!part of )(?<!fraction of )(?<!much of )china's"
        r"(?= (?:\w+ ){0,2}(?:gdp|growth|econom\w+|population|output|total|average|rates?|exports?|imports?|trade|incomes?|targets?|unemployment|grain|inflation|prices?)\b))\b"
    ),
}
"""The country, or other provinces, in place of the report's own; not what share of the country's is the report's."""
APPLY: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"怎么(?:申请|申报|报名|领|办(?=理|[证户手])|预约|买)|去哪(?:里|儿|个)?(?:办|领|申请|报名)|(?:申请|报名|办理)(?:条件|流程|材料|电话)|"
        r"(?:[要需交备合足带够得凭办]|提交)(?:什么|啥|哪些)(?:条件|材料|手续|证件|学历|门槛)|走(?:什么|啥|哪些)?(?:程序|流程)|(?:打(?:什么|哪个|谁的|哪里的)|什么|哪个)电话|电话(?:是|号|多少)|哪个窗口|找谁办|网址"
    ),
    "en": re.compile(
        r"\bhow (?:do|does|can|could|would|should) (?:i|we|you|one|people|an? \w+(?: \w+)?|my \w+(?: \w+)?)(?: \w+)? (?:register|claim|get|book|buy)\b|"
        r"\bhow (?:do|does|can|could|would|should) (?:[\w'’-]+ ){1,6}(?:apply(?= for\b| to (?:have|get|be|join|become)\b|[?.! ]*$)|sign up|enrol)\b|"
        r"\bwhere (?:do|can|should) (?:i|we|one|people) (?:apply|register|sign up|claim|buy|go)\b|\bphone number\b|"
        r"\b(?:what|which) (?:\w+ )?(?:conditions?|papers|documents|paperwork|requirements)\b(?= (?:do|does|must|should) (?:i|we|you|one|people|an? |my )| are needed| have to)|"
        r"\bwho (?:do|should) (?:i|we|one) \w+|\bwho (?:qualifies|is eligible|may apply)\b|\beligib|\bwebsite\b|\bopening hours\b"
    ),
}
"""A question for a procedure: reports have none."""
STOCK: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"^(?!.*新)(?=.*(?:现在|目前|如今|现有|总共|一共|共)(?:总共|一共|共)?有(?:多少|几))"),
    "en": re.compile(
        r"^(?!.*\b(?:new|newly|more|added|extra|additional)\b)(?=.*(?:\btotal number of\b|\bhow many\b.*\b(?:in total|altogether|are there now|does .{1,40} now have)\b))"
    ),
}
ADDED: Final = re.compile(r"新[增建引认培添获]|增加|增设|新改扩建")
"""How many there are in all, and how a report says how many were added."""
PART_OF: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?:里[头面]?|中|之中)[，,]([\u4e00-\u9fff]{2,10}?)占了?(?:多少|几)"),
    "en": re.compile(
        r"\bof (?:the |all |qinghai['’]s ).{3,60}, how (?:much|many) (?:of (?:it|them|that) )?(?:is|are|was|were) ([\w -]+)"
    ),
}
"""How much of a whole some part of it is."""
CENTRAL: Final = re.compile(
    r"\bfrom Beijing\b|\bBeijing(?= (?:has|had|wants|set|gave|ordered|issued|sent)\b)|\bBeijing's (?:got|had)\b|Beijing's "
    r"(?=(?:\w+ )?(?:polic|rule|order|plan|target|inspect|demand|measure|instruction|wish|line)\w*)|"
    r"北京(?=来人|来的|那边(?:来|的?要求|的?政策)|方面|下达|出台|发话|要求)"
)
"""The capital as the name of the central government."""
EXCEPT: Final = re.compile(
    r"除了?[^，,。？?]{1,10}?(?:[，,]|(?=还|也|再))|[\u4e00-\u9fff]{2,3}(?:以外|之外)|"
    r"\b(?:other than|besides|apart from|aside from|outside(?: of)?|except(?: for)?|excluding|beyond) [A-Z]\w+"
)
"""A place that is left out is not the one asked about."""
CLAUSE: Final = re.compile(r"[，,;；。？?!！:：]|\.\s| [–—-] ")
OWN: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"全省|省里|我省|本省|咱省|咱们省"),
    "en": re.compile(r"\bthe province\b|\bprovincial\b|\bprovince-wide\b|\bwhole (?:of )?(?:[\w'’]+ )?province\b"),
}
"""What parts clauses, and how the report's own region is meant without its name."""
FORECAST: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(r"(?:以后|将来|未来|会不会|还会|明年).{0,8}(?:涨|跌|升|降|好|差|破产|崩|超过)吗?|预测"),
    "en": re.compile(
        r"\b(?:will|going to) .{0,40}\b(?:recover|crash|collapse|boom|rise|fall|go up|go down|overtake)\b|\bpredict|\bforecast\b"
    ),
}
DONE: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"建成|完成|完工|竣工|投产|投运|投用|通车|开工|动工|开园|落成|建好|修好|建完|修完|启用|启动|做完|办完|实现|能用|用[上得]|开通|投入使用|招生"
    ),
    "en": re.compile(
        r"\b(?:finish|complet|built|build|ready|open|done|start|begin|began|begun|put into|go into|come into|operat)\w*"
    ),
}
"""Something that is begun or done: where the report says so, the year it speaks of is the date."""
WITH_OTHERS: Final[Mapping[Language, re.Pattern[str]]] = {
    "zh": re.compile(
        r"[跟和与同对从往到向给去](?:隔壁|邻省|邻居|周边|旁边)?的?(?=PLACE)|PLACE(?:省|市|州)?那边|是PLACE(?:[省市州县区镇乡])?人|(?:我|我们|家)(?:在|住)|在(?:.{2,4}|PLACE(?:省|市|州|县)?)(?:打工|住|上班|生活|做生意)"
    ),
    "en": re.compile(
        r"\b(?:with|between|from|to|towards) [A-Z]|\b(?:I|we) (?:live|work|am|are)\b|\bI['’]?m\b|\bmy\b|\bliving in\b|\bworking in\b"
    ),
}
"""Another place as a partner or as the asker's home, not as what is asked about. PLACE stands for the name of one."""
