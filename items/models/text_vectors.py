"""Vectors of texts: what a text means as numbers, kept under the digest of the text."""

from django.db import models

from dutylist.history.unproved import unproved


class TextVectorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Nobody reads vectors; the judges hold texts against each other that a reader may see."""
        return self.none()


@unproved("由文字计算得出，可随时重新生成")
class TextVector(models.Model):
    """The vector of one cleaned text, whichever item or draft holds the text."""

    digest = models.CharField("文字摘要值", max_length=64, primary_key=True)
    model = models.CharField("模型", max_length=40)
    vector = models.BinaryField("向量")
    objects = TextVectorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "文字的向量"
        default_permissions = ()

    def __str__(self):
        return self.digest
