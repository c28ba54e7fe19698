"""Answers kept by Idempotency-Key, so that a request sent twice is done once."""

from django.conf import settings
from django.db import models

from dutylist.history.unproved import unproved


class KeptAnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_authenticated:
            return self.filter(user=user)
        return self.none()


@unproved("接口的答复，只为重复提交留一天")
class KeptAnswer(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="账号"
    )
    key = models.CharField("幂等键", max_length=80)
    path = models.CharField("地址", max_length=200)
    secured_by = models.CharField("当时的身份凭据摘要", max_length=64)
    body_digest = models.CharField("请求摘要", max_length=64)
    answer_code = models.PositiveSmallIntegerField("状态码", null=True)
    answer = models.JSONField("答复", null=True)
    at = models.DateTimeField("时间", auto_now_add=True)
    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接口答复留存"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="rest_one_answer_per_key")
        ]

    def __str__(self):
        return f"{self.path} {self.key}"
