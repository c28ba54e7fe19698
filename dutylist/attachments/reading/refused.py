"""A file that may not be attached, as the process that looks at it says so."""


class FileRefused(Exception):
    """Carries the sentence for the person."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


RUNS = "这是程序、脚本或者网页等可以运行的文件，不能作为附件上传。"
HIDDEN_PROGRAM = "文件里夹带程序等可以运行的文件，不能作为附件上传。"
MACRO = "文件中含有宏，不能作为附件上传。请另存为不含宏的文档或者 PDF 后再上传。"
LOCKED = "文件设有密码，无法查看内容。请取消密码后再上传。"
MARKED = "文件内容带有密级标志。涉密信息不得录入，本文件未保存，请按保密规定处理。"
MARKED_NAME = "文件名带有密级标志。涉密信息不得录入，本文件未保存，请按保密规定处理。"
BOMB = "文件解开后大得异常，不予读取，不能作为附件上传。"
TOO_HEAVY = "查看这份文件要用的时间或者内存超过限度，不能作为附件上传。请另存为 PDF 后再上传。"
DAMAGED = "文件已损坏或者不完整，无法打开。请重新保存后再上传。"
SMUGGLED = "文件末尾夹带压缩包，可能被人改动过，不能作为附件上传。"
