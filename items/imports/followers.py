"""The files of imports are swept with the attached ones where no row speaks of them."""

from dutylist.attachments.storage import swept
from items.models import ImportPart


@swept("imports")
def is_of_an_import(path):
    name = f"imports/{path.parent.name}/{path.name}"
    return ImportPart.objects.filter(file=name).exists()
