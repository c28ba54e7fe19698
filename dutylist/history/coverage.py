"""What the proof does not reach, said with every proof: rows that no batch has witnessed."""

from .guard import tracked_models
from .models import Batch, Seal, SealedBatch
from .papers import witnessed_models
from .writeonce import write_once_models

CHAIN = (Batch, Seal, SealedBatch)
WRITTEN_ONCE = "数据库只许写入，没有摘要值"
AS_LOADED = "随系统载入、此后没有改过的行没有记录"


def not_proved():
    """[(table, what it holds, why)] of the tables whose rows `verify` does not compare, or not all of them."""
    known = {*witnessed_models(), *(model._meta.db_table for model in CHAIN)}
    histories = {model.history.model._meta.db_table for model in tracked_models()}
    once = [model for model in write_once_models() if model._meta.db_table not in known | histories]
    loaded = [model for model in tracked_models() if model.reference_data]
    return [(model._meta.db_table, str(model._meta.verbose_name), WRITTEN_ONCE) for model in once] + [
        (model._meta.db_table, str(model._meta.verbose_name), AS_LOADED) for model in loaded
    ]


def not_proved_sentence():
    """One line for people: 不在逐行核对之内：…"""
    groups = {}
    for _table, name, why in not_proved():
        groups.setdefault(why, []).append(name)
    return "不在逐行核对之内：" + "；".join(f"{'、'.join(names)}（{why}）" for why, names in groups.items()) + "。"
