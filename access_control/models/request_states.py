"""The words of a request: its channels, states and moves, and which of them belong together."""

from django.db import models

from dutylist.organizations.roles import Role

TITLE_LENGTH = 200


class Channel(models.TextChoices):
    ADMISSION = "admission", "职责准入"
    ADJUSTMENT = "adjustment", "动态调整"
    TEMPORARY = "temporary", "临时准入"
    SUMMARY = "summary", "简易调整"


# The word that begins the number of a request: 准入〔2026〕7号.
NUMBER_WORDS = {
    Channel.ADMISSION: "准入",
    Channel.ADJUSTMENT: "调整",
    Channel.TEMPORARY: "临时准入",
    Channel.SUMMARY: "简易调整",
}


class RequestStatus(models.TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交待受理"
    RETURNED = "returned", "退回补正"
    CONSULTING = "consulting", "征求意见中"
    LEGAL_REVIEW = "legal_review", "合法性审查中"
    OFFICE_REVIEW = "office_review", "编办审核中"
    AWAITING_SITTING = "awaiting_sitting", "提请审定中"
    APPROVED = "approved", "已审定，待印发"
    REPORTED = "reported", "已报上级审核"
    CLEARED = "cleared", "上级已审核，待印发"
    IN_FORCE = "in_force", "现行有效"
    REVIEWED = "reviewed", "现行有效（已评估）"
    REFUSED = "refused", "不予准入"
    JOINED = "joined", "已并案"
    WITHDRAWN = "withdrawn", "已撤回"
    LAPSED = "lapsed", "期满自动退出"
    ENDED = "ended", "已取消"


class RequestAction(models.TextChoices):
    SUBMIT = "submit", "提交"
    TAKE_BACK = "take_back", "撤回"
    ACCEPT = "accept", "受理"
    RETURN = "return", "退回补正"
    DECLINE = "decline", "不予受理"
    JOIN = "join", "并案"
    REMIND = "remind", "催办"
    ANSWER = "answer", "答复意见"
    CONTEST = "contest", "对代录提出异议"
    CONCLUDE = "conclude", "结束征求意见"
    PASS = "pass", "审查通过"
    PASS_AMENDED = "pass_amended", "修改后通过"
    FAIL = "fail", "审查不通过"
    CONFIRM = "confirm", "同意修改文本"
    DISPUTE = "dispute", "不同意修改文本"
    ENDORSE = "endorse", "审核同意"
    REFUSE = "refuse", "不予准入（调整）"
    APPROVE = "approve", "登记审定结果"
    REJECT = "reject", "审定不通过"
    DEFER = "defer", "缓议"
    REPORT = "report", "逐级报送"
    CLEAR = "clear", "上级审核同意"
    OBJECT = "object", "上级审核不同意"
    COME_INTO_FORCE = "come_into_force", "随清单公布"
    LAPSE = "lapse", "期满自动退出"
    END = "end", "提前结束"
    OPEN_REVIEW = "open_review", "开展后评估"
    REVIEW = "review", "后评估"
    GO_ON = "go_on", "逾期未答复修改文本"


# The county has not decided yet: the applicant may take the request back.
UNDECIDED = (
    RequestStatus.DRAFT,
    RequestStatus.RETURNED,
    RequestStatus.SUBMITTED,
    RequestStatus.CONSULTING,
    RequestStatus.LEGAL_REVIEW,
    RequestStatus.OFFICE_REVIEW,
    RequestStatus.AWAITING_SITTING,
)
# What may still be joined, and joined into.
JOINABLE = (
    RequestStatus.SUBMITTED,
    RequestStatus.CONSULTING,
    RequestStatus.LEGAL_REVIEW,
    RequestStatus.OFFICE_REVIEW,
)
# The clocks that end with the circumstance's own limit, and those of whoever is asked.
LIMITED = ("accept_days", "consult_days", "remind_days", "legal_days", "office_days")
ASKING = ("consult_days", "remind_days")
WORDS = ("title", "reason", "necessity", "circumstance", "support")
DAYS = ("starts_on", "ends_on")
WITH_THE_UNIT = (RequestStatus.DRAFT, RequestStatus.RETURNED)
# What a unit does itself, or the clerk from its sealed paper.
OF_THE_UNIT = (
    RequestAction.SUBMIT,
    RequestAction.TAKE_BACK,
    RequestAction.ANSWER,
    RequestAction.CONFIRM,
    RequestAction.DISPUTE,
)
LEGAL_REVIEWS = (RequestAction.PASS, RequestAction.PASS_AMENDED, RequestAction.FAIL)
# What ends the time in which the applicant may say a word on an amended text.
ANSWERS_TO_WORDING = (RequestAction.CONFIRM, RequestAction.DISPUTE, RequestAction.GO_ON)
# What may be said while units are asked, and is owed by nobody.
NOBODY_OWES = (RequestAction.ANSWER, RequestAction.CONTEST)
# To whom a request is reported, and who answers there.
SUPERIORS = {"city": Role.CITY_REVIEWER, "province": Role.PROVINCE_FILER}
SUPERIOR_NAMES = {"city": "市级", "province": "省级"}
