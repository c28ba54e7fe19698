"""What the words of an indicator say, as offices write them: that it is ranked and how often, what
follows from a low rank, that traces are counted, that pledges are signed, that one fault is a veto.

A text is read clause by clause. What is forbidden there (不得排名, 不要求留痕, 取消打卡) is not
asked for; that a trace is missing (未建台账扣2分) asks for it all the same.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

SENTENCE = re.compile(r"[。！？!?\n\r]+")
CLAUSE = re.compile(r"[，,；;：:]+")

# ---- what forbids ----

FORBIDDING = re.compile(
    r"不得(?!低于|少于|缺|晚|迟|超|漏|有|出现|发生)|不以|不再|不要求|不需要?|无需|无须|不必|不搞|不设|不实行|不实施|"
    r"不进行|不开展|不组织|不安排|不签|不查|不看|不把|不将|不作|不列|不纳入|不采[用取]|不使用|不用|不强制|不准|不许|"
    r"不应|不宜|不允许|不提倡|不唯|不靠|不凭|不比|不分|不考[核评]|不统计|不强求|不硬性|不予(?!得分)|严禁|严格禁止|坚决防止|坚决纠正|反对|克服|破除|纠治|纠正|"
    r"不按(?!要求|规定|时|期|标准|程序)|(?:原则上|一律)不"
)
# Words that forbid only what stands right behind them: elsewhere they name work (清理河道).
NEARBY = re.compile(
    r"(?:取消(?!.{0,8}(?:资格|评优|评先|荣誉))|精简|压减|减少|减轻|清理|清退|避免|防止|杜绝|停止|停用|关停|禁止|整治|"
    r"摒弃|拒绝|替代|代替|不(?!定期|断|时|仅|但|少于|低于)|无)[^，。；]{0,4}$|(?:取消|废止|停止|清理|精简)对[^，。；]{0,12}的[“\"‘]?$"
)
FORBIDDEN_AFTER = re.compile(
    r"^[^，。；]{0,14}?(?:不作为|不再作为|不得作为|不纳入|不得纳入|不列入|不计入|不计分|不考核|不算|不予采信|不作要求|"
    r"不公布|不公开|一律取消|予以取消|全部取消|已取消|不挂钩|不与|不得要求|不看|不查)"
)
MISSING = re.compile(r"扣|减分|不得分|不予得分|不计分的|酌情|不给分")


def normalized(text):
    return unicodedata.normalize("NFKC", text or "")


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between commas, with the sentence it stands in."""

    text: str
    sentence: str
    is_method: bool = False

    @cached_property
    def is_about_missing(self):
        """Whether points are lost in the sentence for what is missing."""
        return bool(MISSING.search(self.text))

    def hits(self, pattern):
        """The words that a pattern finds here and that nothing forbids."""
        found = []
        for match in pattern.finditer(self.text):
            if not self.is_forbidden(match.start(), match.end()):
                found.append(match.group())
        return found

    def is_forbidden(self, start, end):
        before, after = self.text[:start], self.text[end:]
        if FORBIDDING.search(before) or FORBIDDEN_AFTER.match(after):
            return True
        near = NEARBY.search(before)
        if near is None:
            return False
        # 不打卡扣1分: the trace is missed, not forbidden.
        return not (near.group()[0] in "不无" and self.is_about_missing)


def clauses_of(*texts, is_method=False):
    """The clauses of texts, each text a sentence of its own at least; `is_method` where they say
    how something is checked.
    """
    found = []
    for text in texts:
        for sentence in SENTENCE.split(normalized(text)):
            for part in CLAUSE.split(sentence):
                if part.strip():
                    found.append(Clause(part.strip(), sentence.strip(), is_method))
    return found


def hits_in(clauses, pattern):
    """The words found in any of the clauses, each once, in order."""
    found = []
    for clause in clauses:
        found += clause.hits(pattern)
    return list(dict.fromkeys(found))


# ---- how often ----

OFTEN = re.compile(
    r"(?:每|逐|按|分)个?(?:半个?月|半年|双月|两月|月|季度?|周|旬|日|天|两周|双周|次)|月度|季度|月月|季季|周周|天天|日日|"
    r"每[期轮场]|逐[期次]|每[隔一二两三四五六\d]*个?[月周旬季]|[两双]个?月|每半年|半年|[一双两]月一|[一每]季一|一周一|半月|双月|双周"
    r"|周(?:排|通|榜|报|调度)|月(?:排|通|榜|报|晒|调度|评)|"
    r"季(?:排|通|榜|报|晒|评)|日(?:排|通|榜|报|调度)|旬(?:排|通|报)|定期|实时|即时|常态化?|滚动|动态|随时|不定期|"
    r"(?:一年|全年|每年|年内)(?:不少于|至少)?[两二三四五六七八九十2-9]+次|每年[两二三四2-9]次|平时|日常调度|经常"
)
PERIODS = ("日", "周", "旬", "月", "季", "季度", "月度", "周度")  # as a column of frequency says
YEARLY = re.compile(
    r"年度|年终|年底|年末|全年|每年|一年一次|按年|逐年|当年|一次性|次年|每一年|1年1次|年一次"
)


def frequency_of(text):
    """ "often" where a text says more than once a year, "yearly", or "" where it says neither."""
    text = normalized(text)
    if OFTEN.search(text) or text.strip() in PERIODS:
        return "often"
    if YEARLY.search(text):
        return "yearly"
    return ""


# ---- rank ----

RANKING = re.compile(
    r"排名|排位|排序|位次|名次|排行|晾晒|晒(?:成绩|进度|排名|单|比)|亮晒|晾成绩|红黑(?:榜|旗|牌)|红[榜旗]|黑[榜旗]|"
    r"龙虎榜|光荣榜|进步榜|末位(?!表态|发言|表决)|倒数|垫底|赛马|擂台|打擂|比武|评比|分(?:一二三|ABC|好中差|优良中差)[等档]|排出|"
    r"(?:前|后|末|最后|倒数)[一二三四五六七八九十两\d]+(?:名|位)|张榜|上榜|榜单|榜首|流动红旗|比拼|比进度|座次|月赛|季赛|比学赶超|争先进位|晋位|"
    r"[积得]分榜|领跑榜|战报|梯队|蜗牛|[三五]色|赋色|红黄绿|红黄蓝|红[、黄]+牌|亮[^，。；]{0,3}[红黄绿][^，。；]{0,4}灯|"
    r"PK|(?:排|分)(?:出)?先后|[由从]高(?:分)?到低|(?:流动|黄|白|蓝)旗|(?:先进|后进|落后)[^，。；]{0,4}名单|"
    r"进度(?:对比|一览|条)|(?:公布|公开|印发)[^，。；]{0,8}(?:得分|成绩|分数)|"
    r"[由从自按](?:高|低|多|少|好|差|快|慢|优|劣|大|小|先|后)(?:分)?[到至往](?:低|高|少|多|差|好|慢|快|劣|优|小|大|后|先)|"
    r"高低次序|高下|比高低|最(?:净|脏|好|差|美|优|快|慢)[^，。；]{0,10}(?:各[一二两三四五\d]|[一二两三四五十\d]+[个名])|"
    r"[十五三][佳差强][^，。；]{0,4}(?:镇|乡|街道|单位)|亮灯(?!率|工程|数)|亮牌|登[^，。；]{0,4}[榜尾]|[龙虎牛红黑][榜尾]|虎尾|"
    r"(?:公布|公开|公示|发布|印发|播报|刊登|亮出|晒出|推送|张贴|滚动|显示|展示)[^，。；]{0,8}"
    r"(?:各乡?镇|各地|各单位|乡镇|镇街)[^，。；]{0,16}(?:率|得分|积分|成绩|分数|进度|数|量)|"
    r"(?:考评|考核|测评|评比|打分|评议|考评得分)结果[^，。；]{0,14}(?:公布|公开|公示|见报|刊登|播出)|"
    r"(?:划分|分成|分为|评定|评出)[^，。；]{0,8}(?:[一二三四]类|等次|档次|[ABC甲乙丙]等)[^，。；]{0,4}(?:乡镇|镇|单位)"
    r"|(?:乡镇|镇街|各镇)[^，。；]{0,12}(?:评定?|分成|分为|划分|列)[^，。；]{0,6}"
    r"(?:等次|等级|档次|[一二三四]类|[甲乙丙])|冠亚|比一[次比]|倒排|标兵|"
    r"榜(?!样|眼)|前[一二三四五]后[一二三四五]|前后各?[一二三四五]|(?:表扬|批评|点名)[^，。；]{0,4}[前后末][一二三四五]|"
    r"(?:各镇|乡镇|镇街|个镇)[^，。；]{0,14}(?:列成|排成|编号|对照|对比|一览|柱状|曲线)|(?:对照|对比|比较)表|排成队|[亮晒]分|滚屏|"
    r"从第一|[红白黄黑蓝绿][^，。；]{0,1}旗|快马|慢牛|头雁|掉队|蜗牛|乌龟|千里马|方阵|披红|戴红花"
)
PUBLISHED_RANK = re.compile(
    r"(?:排名|位次|名次|排序|排位)[^，。；]{0,10}(?:通报|公布|公开|公示|张榜|晾晒|印发|上墙)|"
    r"(?:通报|公布|公示|晾晒)[^，。；]{0,10}(?:排名|位次|名次|排序|排位)|晾晒|亮晒|红黑(?:榜|旗|牌)|黑[榜旗]|龙虎榜|排行榜|"
    r"擂台|赛马|流动红旗|晒(?:成绩|进度|排名|单|比)"
)
NOTICE = re.compile(r"通报|印发通报|点评|调度会")
NOT_ABOUT_RESULTS = re.compile(
    r"向[^，。；]{0,8}(?:群众|村民|居民|党员|代表|社会|企业|家长|人大|政协)[^，。；]{0,4}通报|"
    r"(?:突发|气象|灾情|预警|疫情|警情|险情|案情|隐患|(?<!完成)(?<!进展)(?<!落实)(?<!整改)情况|信息)[^，。；]{0,4}通报|"
    r"通报[^，。；]{0,4}(?:疫情|气象|灾情|警情|案情|险情|雨情|水情|汛情|财务|收支|村务)|通报(?:制度|机制)"
)
# Others than townships are ranked: teams, households, persons.
OTHERS_RANKED = re.compile(
    r"比赛|竞赛|球赛|联赛|运动会|选手|球队|队伍|学生|媳妇|婆婆|好人|善行|榜样|文明户|示范户|庭院|农户|家庭|志愿者|网格员|村民|项目评选"
)
OF_TOWNSHIPS = re.compile(r"乡镇|镇街|各镇|各地|街道|镇长|书记|末位|后进")
LOW_RANK = re.compile(
    r"末位(?!表态|发言|表决)|末尾|倒数|垫底|靠后|落后|黑榜|黑旗|黄旗|黄牌|"
    r"(?:排名|排位|名次|位次|得分|成绩)[^，。；]{0,6}(?:后|末|低|下滑|下降|退位|不前)|"
    r"(?:后|末|最后)[一二三四五六七八九十两\d]+(?:名|位|个(?!百分点|月|工作日)|家|镇)|后\d+%|最后一?[名位]|最[低差慢]的?"
    r"|最(?:多|高)的(?:前?[一二两三四五\d]+个?)?(?:乡?镇|街道|单位)|"
    r"头[一二两三四五\d]+(?:名|位)|排尾|尾部|末席|末等|末档|双红|"
    r"(?:居|列|排|处于)[^，。；]{0,4}[末后](?!续)|殿后|吊车尾|居[末尾]|末[名席尾]|在(?:最后|后[边面])|输的|掉队"
    r"|最后(?:的)?(?:那|一)?个?(?:乡?镇|街道)|"
    r"(?:表扬|批评|点名|前[一二三四五])[^，。；]{0,4}后[一二三四五]|黄旗|后进|蜗牛|[红黄]灯"
)
ANY_RANK = re.compile(r"排名|名次|位次|排位|排序|排行|红黑榜")
CONSEQUENCE = re.compile(
    r"约谈|问责|追责|追究|一票否[决优定]|取消[^，。；]{0,10}(?:评优|评先|优秀|资格|荣誉)|诫勉|检讨|表态"
    r"|作[^，。；]{0,6}(?:说明|检讨|检查|剖析|检视)|"
    r"说明(?:情况|原因)|检查|免职|调整(?:岗位|职务|工作岗位)|淘汰|处分|不得(?:评|参评|提拔|确定为|推荐)|不能评|不予(?:评|提拔)|"
    r"(?:黄牌|红牌)(?:警告|警示)|(?:给予|给|颁发|发放|出示|亮)[^，。；]{0,4}(?:黄牌|红牌)|训诫|停职|调离|约见|说清楚|述职|质询|免去|召回|"
    r"警告|降(?:档|级|等)|通报批评|扣减?(?:绩效|奖金|津贴|经费)|组织处理|提醒谈话|谈话|书面报告|曝光|挂牌督办|"
    r"动态调整|换岗|登台|上台|讲差距|当众|建议调整|调整[^，。；]{0,4}(?:负责人|班子)|(?:取消|核减)[^，。；]{0,8}(?:名额|指标)|移交纪委|缓发|停发"
    r"|否决|点名|批评|喊话|问效|撤换|换人|换将|挪位|摘帽|降职|免职|电视问政|提醒函|警示函|督办函|提醒|反面(?:典型|发言)|"
    r"(?:暂停|停止|冻结)[^，。；]{0,8}(?:提拔|晋升|评优|评先|拨付|拨款)|扣(?:发|减|罚)?[^，。；]{0,6}(?:绩效|奖金|奖励|经费|补助)"
    r"|写(?:出)?检查"
)


def ranks_often(clauses, own_frequency, frequency):
    """The words that say that results are ranked, or told round, more often than yearly.

    The clause says how often, else its sentence, else the indicator's own column, else the
    scheme's. Where nobody says, publishing a rank counts as often; a rank that only something
    follows from (末位约谈) is another finding.
    """
    found = []
    for clause in clauses:
        how_often = frequency_of(clause.text) or frequency_of(clause.sentence)
        how_often = how_often or frequency_of(own_frequency)
        if how_often == "yearly":
            continue
        ranks = ranks_in(clause)
        if how_often == "often":
            found += [*ranks, *notices(clause)]
            if CONSEQUENCE.search(clause.sentence):
                found += clause.hits(LOW_RANK)
        elif ranks and frequency_of(frequency) == "often":
            found += ranks
        elif not CONSEQUENCE.search(clause.sentence):
            found += clause.hits(PUBLISHED_RANK)
    return list(dict.fromkeys(found))


def ranks_in(clause):
    """The words that rank townships."""
    if OTHERS_RANKED.search(clause.sentence) and not OF_TOWNSHIPS.search(clause.sentence):
        return []
    return clause.hits(RANKING)


def notices(clause):
    if NOT_ABOUT_RESULTS.search(clause.text):
        return []
    return clause.hits(NOTICE)


def follows_from_rank(clauses):
    """The words that say what follows from a low rank."""
    found = []
    for clause in clauses:
        consequences = clause.hits(CONSEQUENCE)
        if not consequences:
            continue
        others = clauses_of(clause.sentence)
        if hits_in(others, LOW_RANK) or clause.hits(ANY_RANK):
            found += consequences
    return list(dict.fromkeys(found))


# ---- traces ----

TRACE = re.compile(
    r"台账|留痕|痕迹|截[图屏]|(?<!愿意)(?<!网红)打卡(?!地|点位?的|胜地)|合影|自拍|对比[照图]|"
    r"签到(?!村|乡|镇|街道|户|组|人|岗|企业|部门|单位|每|各|底|边)|签收[表单册]|转发(?!文件|通知|到村|到户|到组|至村)|转赞评|点赞|集赞|"
    r"(?:关注|粉丝|阅读|浏览|点击|下载|安装|播放|评论|跟帖|留言)(?:率|量|数|人数|次数|任务)|点击|跟帖|网评|粉丝|"
    r"(?:现场|短|录制|拍摄|回传|上传|报送)[^，。；]{0,8}视频(?!会)|上传[^，。；]{0,10}(?:APP|app|小程序|群)|传至[^，。；]{0,6}群|"
    r"水印|录屏|人脸识别|GPS|观看(?:率|量|数|人数|人次)|抖音|视频号|短视频|档案盒|资料盒|装订成册|朋友圈|推文|参学率|完课率|答题(?:率|人数)"
    r"|(?:注册|绑定|实名认证)(?:率|量|用户数)|(?:APP|app|小程序|平台|公众号|微信)[^，。；]{0,10}"
    r"(?:注册|安装|下载|关注|激活|登录|活跃|绑定|上线|使用率|填报|推送|推广)|"
    r"(?:注册|安装|下载|关注|激活|登录)[^，。；]{0,10}(?:APP|app|小程序|公众号|软件)|"
    r"登录(?:率|次数|天数|时长)|装订|备查|图文|(?:传|带|晒|(?<!下)发)图(?![斑纸])|(?:刷|线上|网上|平台)[^，。；]{0,4}(?:课时|学时)"
    r"|[入建]群率|随手拍|[日月]活|(?:用户|平台|APP|app|账号|线上|网上|群)[^，。；]{0,4}活跃(?:度|率|人数)|在线(?:率|时长|时间)|上线率"
    r"|学习[^，。；]{0,8}(?:时长|积分)|积分排|"
    r"学习强国|照片|拍照|图片|(?<!遥感)(?<!卫星)(?<!航拍)影像(?!比对|图|解译|监测|判读)|录像|视频资料|(?:学习|读书|工作|会议|手抄)笔记|心得|记录本"
    r"|会议记录|(?:工作|民情|走访|巡查|巡河|"
    r"值班|帮扶)(?:日志|日记|记录|手册|台账)|纪实|(?:信息|简报|稿件|通讯|新闻|报道|宣传稿|文章|动态)[^，。；]{0,6}"
    r"(?:\d+\s*[篇条期]|篇数|条数|篇次|采用|刊发|上稿|发稿|报送数|数量|任务)|(?:刊发|上稿|发稿|投稿|采用|刊登|见报)[^，。；]{0,8}"
    r"(?:篇|条|量|数|率|次)|上稿|简报|佐证|印证(?:材料|资料)|支撑(?:材料|资料)|(?:档案|资料|材料|记录|账册)[^，。；]{0,4}"
    r"(?:齐全|完整|完备|规范(?!整理|管理|移交)|整齐|翔实|详实|厚)|(?:软件|内业|软|过程性?|痕迹)(?:资料|材料)|[一1][户村人企事]一[档册]|"
    r"轨迹|定位|步数|扫码|二维码|上传(?:率|量|数|次数|[^，。；]{0,6}(?:照片|图片|资料|材料|记录))|群(?:内|里)?(?:报|发(?!布)|晒|回复|接龙)"
    r"|接龙|"
    r"(?:微信|工作|钉钉)群[^，。；]{0,8}(?:打卡|报(?!告)|晒|接龙|回复|发(?!布)|上传|签到|点名|传)|发群|"
    r"(?:发|传|报|晒|推|转)[^，。；]{0,8}(?:微信群|工作群|钉钉群|群[里内])|[刷扫]脸(?:打卡|签到|考勤|在岗)|电子围栏|工牌|手环|在岗时长|转载|转到|"
    r"登录[^，。；]{0,8}(?:平台|系统|后台|软件|APP|app|小程序|客户端)|(?:日均|线上|在线|网上)[^，。；]{0,4}参与率|"
    r"(?:录入|填报|填录|填写|字段)[^，。；]{0,6}率|投票(?:数|量|率)|刷票|美篇|专题片|宣传片|PPT|"
    r"(?:迎检|备查|汇报)[^，。；]{0,2}(?:资料|材料)|存档备查|留底|签名册|签字表|回执(?:率|单|数)|填报率"
    r"|(?:填写|填报)[^，。；]{0,6}(?:表|册|次)|表册|(?:填|[日周]|各类)报表|报表(?:数|份|齐全|规范)"
)
NO_TRACE = re.compile(
    r"(?:突发|灾情|险情|紧急|应急|隐患|统计|财务|会计|决算|预算)[^，。；]{0,4}(?:信息|报表)|(?:精准|快速)定位|功能定位|目标定位|"
    r"(?:视频监控|监控探头|定位仪)|(?:预警|预报|警报|险情|汛情)[^，。；]{0,16}转发|扫码(?:评价|投诉|办)|"
    r"(?:游客|市民)[^，。；]{0,8}打卡|照片[^，。；]{0,10}(?:登出|刊登|见报|曝光|公布|播出)|"
    r"照片[^，。；]{0,6}(?:布展|展览|墙|由(?:考核|督查|检查|县|市))|为[^，。；]{0,8}拍照|"
    r"(?:考核组|督查组|检查组|暗访组?|第三方|县里|县局|无人机)[^，。；]{0,10}(?:拍照|拍摄|照片|图片|录像|视频|影像|定位)"
)
# How it is checked, in the column of methods, asks nobody to keep more than the work needs.
RECORDS = re.compile(r"记录|日志|档案|资料|材料|登记")
# What a law or an act of the State asks to be kept is the work itself: of these words only.
LEDGER = re.compile(r"台账|记录|档案|账册|登记|资料|材料")


def traces(clauses, *, is_asked_by_law=False):
    """The words that count traces as results (以留痕论成绩); a ledger that an act of the State asks
    for is none.
    """
    found = []
    for clause in clauses:
        for words in clause.hits(TRACE):
            if is_asked_by_law and LEDGER.search(words):
                continue
            if clause.is_method and RECORDS.search(words):
                continue
            if not any(words in other for other in NO_TRACE.findall(clause.text)):
                found.append(words.strip("“”\"'（()） "))
    return list(dict.fromkeys(found))


# ---- pledges and vetoes ----

PLEDGE = re.compile(
    r"(?:责任状|军令状|责任书|目标书|保证[书状]|承诺[书函]|责任承诺|责任协议|包保书|状子)|签状|立状|签字画押|画押|"
    r"字据|按手印|决心书|请战书|担保书|任务书|认领书|军令|风险抵押|责任押金|签字背书|(?:任务|攻坚|包保|目标|投名|生死)状|立下[^，。；]{0,4}(?:保证|承诺|誓)|"
    r"[签立交领递][^，。；]{0,8}[“\"]?状(?![况态告纸元])|"
    r"(?:递交|呈交|上交|立下|签署|签下)[^，。；]{0,10}(?:保证|承诺|责任|任务|目标)[^，。；]{0,4}[书状函]|"
    r"(?:书面|签字|当场)(?:保证|承诺)|签[订署][^，。；]{0,10}目标|"
    r"签订[^，。；]{0,10}(?:状|责任书|承诺|协议书)"
)
SIGNED_BY_OTHERS = re.compile(
    r"(?:企业|商户|农户|户主|群众|居民|村民|家长|学生|业主|经营[者户主]|店主|施工方|场所|养殖户|服务对象|农民|机手|司机|驾驶[员人])"
    r"[^，。；]{0,12}(?:签|承诺|责任书)|(?:签|承诺)[^，。；]{0,8}(?:企业|商户|农户|群众|居民|村民|家长)"
)
VETO = re.compile(
    r"[“\"'‘「]?一票[”\"'’」]?[“\"'‘「]?否[决优定][”\"'’」]?|[“\"']?单项否决|否决(?:项|性|指标|事项|制|评优|评先|资格)|一项否决|"
    r"实行否决|予以否决|一律否决|直接否决|(?:直接|一律|即)[^，。；]{0,6}(?:评|定|确定|列|降|判)为[^，。；]{0,6}"
    r"(?:不合格|较差|差等|末等|最低|三类|不达标)|(?:年度|全年|当年|本年度|综合)?考核(?:直接)?(?:归零|清零|记零|计零分)|"
    r"(?:取消|不得参加|不得参与|失去|丧失|剥夺)[^，。；]{0,16}(?:评优|评先|创优|优秀|先进|评比|表彰|荣誉|奖项)|"
    r"(?:年度|全年|当年|综合)[^，。；]{0,6}考核[^，。；]{0,6}(?:按零分|[记计]0分|为零分|[记计]零分)|"
    r"(?:不得|不能)[^，。；]{0,4}(?:高于|评为|评定为|确定为)[^，。；]{0,6}(?:优秀|良好|先进|合格|等次)|"
    r"(?:评优|评先|创优|表彰|荣誉|先进)[^，。；]{0,6}[“\"‘]?(?:归零|清零|作废|免谈)|"
    r"(?:全年|年度|当年|本年度|当年度|年终)[^，。；]{0,14}(?:不得|不能|不予|不再|一律不)[^，。；]{0,6}"
    r"(?:评(?![分价])|定为|列为|确定为|参评|推荐|表彰)|"
    r"一否到底|一票免谈|一事否|熔断|无缘[^，。；]{0,8}(?:评优|评先|先进|表彰|优秀)|"
    r"(?:摘|撤销|收回)[^，。；]{0,8}(?:称号|荣誉|先进|奖牌)|"
    r"(?:评优|评先|创优|表彰|荣誉|先进|优秀)[^，。；]{0,8}(?:一律|一概|统统|全部)[^，。；]{0,4}(?:不|取消|免)|"
    r"(?:评优|评先|评先树优|评先评优|表彰|荣誉|先进)[^，。；]{0,4}资格[^，。；]{0,4}(?:取消|作废|不保|没收)|"
    r"(?:年度|全年|当年|本年|考核)[^，。；]{0,12}(?:定|列|评|降|判)(?:定)?(?:为|到|至|入)[^，。；]{0,6}"
    r"(?:不合格|较差|差等|末等|末档|最低|三类|四类|不达标|不称职)|"
    r"(?:年度|全年|当年|本年度?|年终)[^，。；]{0,6}考[核评][^，。；]{0,6}(?:不合格|不称职|末等|较差)|"
    r"(?:年度|全年|当年|本年度?)[^，。；]{0,8}(?:归零|清零|白干)|(?:总成绩|总分|全年成绩)[^，。；]{0,4}(?:作废|清零|归零|无效)|"
    r"先进[^，。；]{0,4}[别不](?:评|要|想)|直接出局|[不别](?:再)?评[^，。；分价]{0,3}(?:先进|优秀|模范|奖)"
    r"|不参加[^，。；]{0,4}(?:评奖|评优|评先|评比)|"
    r"(?:评优|评先|表彰|先进)[^，。；]{0,6}资格[^，。；]{0,4}丧失|(?:荣誉|称号|奖牌|先进)[^，。；]{0,6}(?:收回|撤销)|"
    r"(?:年终|年度|全年)[^，。；]{0,4}按[^，。；]{0,4}(?:最低|末等|末档|不合格|零分)|"
    r"(?:奖项|荣誉|评优|评先|先进|表彰)[^，。；]{0,6}(?:不予考虑|不考虑|不予受理|不予推荐)|"
    r"不(?:得|予|再)?(?:推荐|申报)[^，。；]{0,6}(?:先进|优秀|表彰|荣誉|评优|评先|奖)"
)

OF_A_RANK = re.compile(
    r"末位(?!表态|发言|表决)|倒数|垫底|(?:排名|名次|位次|座次)[^，。；]{0,6}[后末]|(?:后|末|最后)[一二三四五六七八九十两\d]+(?:名|位)"
)


def pledges(clauses):
    found = []
    for clause in clauses:
        if not SIGNED_BY_OTHERS.search(clause.text):
            found += clause.hits(PLEDGE)
    return list(dict.fromkeys(found))


def vetoes(clauses):
    """The words by which one fault undoes all; what follows from a low rank is another finding."""
    found = []
    for clause in clauses:
        if not OF_A_RANK.search(clause.sentence):
            found += clause.hits(VETO)
    return list(dict.fromkeys(found))


THOUSAND = re.compile(r"千分制|1000分制|一千分|实行[1-9]\d{3}分")
