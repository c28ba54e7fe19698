"""What offices call the columns of an assessment scheme."""

import re
import unicodedata

HEAD_WORDS = {
    "number": "序号|编号|号|序",
    "level": "一级指标|类别|考核类别|指标类别|大类|板块|考核板块|领域|考核领域|维度|指标类型|考核分类|分类",
    "name": (
        "指标|考核指标|指标名称|考核指标名称|二级指标|三级指标|四级指标|具体指标|考核项目|考核事项|项目|项目名称|考核项|"
        "评价指标|考评指标|考评项目|评价项目|工作任务|考核任务|任务名称|重点工作|工作名称|指标项|考核要素|事项"
    ),
    "text": (
        "考核内容|考核要点|评分标准|评分细则|计分办法|计分方法|计分标准|考核标准|考评标准|考评内容|指标内容|指标说明|指标解释|"
        "目标值|目标任务|年度目标|具体内容|内容|考核细则|扣分标准|赋分标准|考核内容及要求|考核内容及标准|主要内容|工作要求|"
        "考核要求|评价标准|评分办法|考核内容和评分标准|考核内容及评分标准|内容及标准|指标要求|打分标准"
    ),
    "weight": (
        "分值|权重|分数|标准分|满分|赋分|基本分|基础分|分值权重|权重分值|考核分值|标准分值|"
        "指标权重|分值比重|配分"
    ),
    "method": (
        "考核方式|考核方法|考评方式|考评方法|评价方式|评价方法|考核办法|数据来源|考核形式|评分方式|考核方式及数据来源|"
        "考核手段|数据来源及考核方式|资料来源|取数方式|考核途径|验收方式|结果运用|考核方式方法"
    ),
    "lead": (
        "牵头单位|牵头部门|考核单位|考核部门|考核责任单位|考核牵头单位|考核责任部门|评分单位|主管部门|实施单位|负责单位|"
        "责任部门|考评单位|考评部门|数据提供单位|牵头考核单位|考核实施单位|打分单位|考核主体|牵头责任单位|评价单位|提供单位"
    ),
    "bearer": "责任单位|考核对象|被考核单位|承担单位|适用对象|责任主体|适用范围|被考评单位|考评对象|落实单位|承办单位",
    "items": (
        "对应事项|对应的事项|对应清单事项|履职事项|对应履职事项|清单事项|事项编码|关联事项|对应清单|对应事项编码|清单编码|"
        "对应的清单事项|履职清单事项|所属事项|清单对应事项|对应履职清单|对应基本履职事项"
    ),
    "basis": (
        "依据|考核依据|政策依据|文件依据|设置依据|设定依据|指标依据|依据文件|制定依据|"
        "法律法规依据|法规依据|来源依据|指标来源"
    ),
    "document_number": "文号|依据文号|文件文号|文件号|发文字号|文件依据文号|文件编号",
    "frequency": "频次|考核频次|考核周期|周期|频率|考核频率|考核时间|时间|考核时限|报送频次|考评周期|考评频次|评价周期",
    "remark": (
        "备注|说明|得分|自评分|自评得分|考核得分|实得分|扣分|扣分原因|审核提示|审核意见|"
        "单项得分|考核情况|完成情况"
    ),
}
UNIT = re.compile(r"[（(][^（）()]*[）)]|[：:\s*]")


def plain_head(text):
    """A head without blanks, brackets and what stands in them: 分值（分） is 分值."""
    return UNIT.sub("", unicodedata.normalize("NFKC", text or ""))


FIELD_OF = {}
for _field, _words in HEAD_WORDS.items():
    for _word in _words.split("|"):
        FIELD_OF[plain_head(_word)] = _field


def field_of(text):
    """The field a head names, or ""."""
    return FIELD_OF.get(plain_head(text), "")


def level_of(text):
    """How deep a column of indicators lies: 二级指标 is 2; 9 where no level is said."""
    head = plain_head(text)
    for depth, sign in enumerate("一二三四", 1):
        if head.startswith(f"{sign}级"):
            return depth
    return 9
