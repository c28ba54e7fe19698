"""In which parts departments stand in an item, by its kind."""

from items.models import Kind, ResponsibilityRole

ROLES_OF_KIND = {
    Kind.BASIC: (ResponsibilityRole.SUPPORT,),
    Kind.COORDINATION: (
        ResponsibilityRole.LEAD,
        ResponsibilityRole.JOINT,
        ResponsibilityRole.SUPPORT,
    ),
    Kind.RECLAIMED: (ResponsibilityRole.RECEIVER, ResponsibilityRole.SUPPORT),
}
