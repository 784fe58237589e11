"""Words that say nothing of a question's subject: they ask, count, or name the period and the province. Data, no logic."""

from index.words import stem

GENERIC_ZH = frozenset(
    "青海 青海省 全省 我省 省 省里 政府 省政府 报告 工作 工作报告 政府工作报告 情况 方面 数字 数据 指标 具体 主要 目标 预期 预期目标 "
    "计划 打算 准备 安排 完成 实现 达到 实际 今年 去年 上年 上一年 前一年 年 年度 再 底 多少 几 增长 提高 上涨 上升 增加 增速 增幅 涨幅 涨 高 大 新 "
    "比例 比重 占比 占 总 总共 一共 有 要 会 将 做 做了 做好 开展 推进 实施 措施 举措 办法 政策 帮助 支持 问题 项目 个 名 家 人 "
    "下滑 下跌 减产 滑坡 萎缩 缩水 回落 负增长 跌 跌了 锐减 大跌 走低 走高 飙升 暴涨 暴跌 猛增 骤降 变差 变好 降低 减少 下降 "
    "解释 什么样 哪些 哪 什么 怎么 怎么办 如何 为什么 请 问 说 提到 提出 介绍 一下 告诉 关于 分别 各 一 两 三 四 五 六 七 八 九 十 第 "
    "年内 最 更 还 被 让 给 到 得 地 里 上 下 中 后 前 内 以 一年 过去 方式 东西 地方 时候 时间 名字 名称 叫 得到 结果 数量 规模 "
    "水平 程度 里面 其中 大概 大约 左右 以上 超过 突破 我 们 我们 咱 咱们 你 您 他们 人们 大家 想 知道 请问 是不是 有没有 能 能不能 来 去 "
    "当地 本省 整个 全部 所有 新增 预计 进展 进度 内容 重点 任务 下一步 未来 如今 现在 目前 已经 已 没 没有 不 好 点 些 事 事情 差 相差 快 慢 多了 少了 涨了 各涨 到底 究竟 "
    "列出 列举 罗列 清单 一览 百分点 个百分点 万 亿 元 亿元 亩 万亩 吨 万吨 公里 千瓦 户 项 套 座 所 天 小时 大多 多大 多长 多高 多久 多 少 率 量 值 额 数".split()
)
GENERIC_EN = frozenset(
    stem(word)
    for word in "qinghai province provincial government report work year target goal plan planned aim set many much number figure rate "
    "growth grow grew grown increase increased rise rose risen decline declined drop dropped fall fell fallen shrink shrank shrunk "
    "slump slumped plunge plunged surge surged soar soared jump jumped climb climbed tumble downturn percent percentage share proportion total amount value level "
    "last this next new newly build built do done make made say happen situation achieve achieved reach reached actual actually "
    "measure measures step steps policy policies help support project projects thing things people name called kind type "
    "large big high long big size scale far fast well also still now currently country nation national people's way used "
    "compare compared difference between two three four five one ones get got getting go going went come came take taken "
    "see seen expect expected propose proposed intend want like tell know information detail details regard regarding "
    "better worse good bad best anything something anyone everyone really ever back happening there kilometre mu ton yuan kilowatt "
    "authorities official officials local region area place places roughly approximately nearly around least "
    "shooting gunning aiming eyeing pegged pencilled hoping banking bar "
    "2023 2024 year-on-year annual annually per cent include including set use using want need still time times "
    "concern regard relat among across within without via toward towards onto upon along beyond despite except since whether though although however "
    "therefore thus instead rather quite even yet perhaps maybe always often sometimes usually mostly mainly generally overall everyday "
    "respectively together apart away everywhere somewhere anywhere nowhere else whatever several various another every either "
    "neither plenty lot lots bit sort whole entire certain exactly altogether".split()
)
FUNCTION_ZH = frozenset("r rr rz rg m mq p c u uj ul uv ud ug uz df y e o k h".split())
"""Tags of rjieba's parts of speech that name no subject: pronouns, numerals, prepositions, particles.
Adverbs are not among them: it takes 高速 and 终点 for such."""
MEASURES_ZH = frozenset(
    "产量 总产量 单产 产值 总产值 装机 容量 装机容量 价格 均价 单价 收入 支出 面积 数量 投资 投资额 总投资 出口 进口 出口额 进口额 规模 增加值 "
    "总值 总量 总额 销售 销售额 销量 零售额 里程 人数 人口 覆盖率 普及率 长度 产能 利润 营收 营业收入 成本 费用 资金 经费 消费 消费量 发电量 "
    "用电量 储量 排放 排放量 岗位 工资 存款 贷款 余额 生产 建设 改造 新建 扩建 接待 人次 全国 公里 涨 降 跌 升 上涨 下降 增加 减少".split()
)
MEASURES_EN = frozenset(
    stem(word)
    for word in "output production produced produce capacity installed price prices cost income revenue spending area investment invested "
    "exports export imports import scale value added volume mileage length population coverage ratio profit wage wages jobs "
    "construction hour kilometer square total country national".split()
)
"""What is measured of very different things: a statement that only holds these is of another thing."""
