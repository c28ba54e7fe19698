"""The accounts of the demo county, by their names."""

from dutylist.organizations.models import User


def people_of_demo():
    return {user.username: user for user in User.objects.exclude(username="system")}
