"""The files of imports are swept with the attached ones where no row speaks of them. Imports and
head words follow the reforms of regions.
"""

from dutylist.attachments.storage import swept
from dutylist.organizations.followers import follow_regions
from items.models import ImportPart

from .services.following import imports_follow

follow_regions(imports_follow)


@swept("imports")
def is_of_an_import(path):
    name = f"imports/{path.parent.name}/{path.name}"
    return ImportPart.objects.filter(file=name).exists()
