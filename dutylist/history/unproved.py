"""What `verify` does not compare row by row, each with its reason, which is said with every proof.

A table of ours says so on its model, a column of a tracked table too; those of libraries stand
here.
"""

_models = {}
OF_LIBRARIES = {  # application: (what its tables hold, why)
    "admin": ("管理后台自带的日志", "事项的变更以变更记录为准"),
    "auth": ("用户组和权限名", "程序自带，本系统不据此授权"),
    "contenttypes": ("数据表名目", "程序自带"),
    "sessions": ("浏览器会话", "登录状态，到期即清"),
    "axes": ("登录失败的计数", "登录状态，到期即清"),
    "otp_totp": ("动态验证码的密钥", "只存密钥和散列值，不留摘要值"),
}
OF_DJANGO = {"django_migrations": ("数据表结构的升级记录", "程序自带")}


def unproved(why):
    """Class decorator: `verify` does not compare the rows of this table, and says why."""

    def name(model):
        _models[model] = why
        return model

    return name


def unproved_models():
    """{model: why} of our own tables that are named and not compared."""
    return dict(_models)
