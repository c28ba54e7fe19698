"""What the parameters mean that several addresses of the register's API take."""

from dutylist.rest.described import name_parameters

name_parameters(
    kind="事项类型：basic、coordination、reclaimed",
    status="办理状态",
    cancelled="true 时包含已取消的事项",
    revision="集中修订的编号",
    pending="true 时只列待审定的",
)
