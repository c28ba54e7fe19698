"""What a county may rule about the opinions of its townships on the heads of departments."""

from dutylist.organizations.models import Department
from dutylist.organizations.policies import register_line
from dutylist.organizations.policy_shapes import Text


def faults_of_name(county, before, after):
    """It is a department of the county."""
    if not after or Department.objects.filter(county=county, name=after).valid().exists():
        return {}
    return {"": f"{county.name}没有“{after}”这一部门。"}


register_line(
    "organization_department",
    "",
    "听取主要负责同志意见的部门",
    "填写部门名称；不填的，为名称以“组织部”结尾的部门。除编办负责人外，只有该部门能看到基层单位的意见。",
    ground="全国没有统一规定，通用值由系统提供",
    shape=Text(80),
    changed=faults_of_name,
)
