"""The download of an import's marked workbook."""

from django.contrib import messages
from django.shortcuts import redirect

from dutylist.history.refusals import Refusal
from dutylist.rest.downloads import attachment
from items.imports.reading.grid import FileRefused
from items.imports.services.returning import returned_file
from items.imports.views.job_pages import job_page


@job_page
def returned(request, found):
    """The file itself; where there is nothing to mark, the import's page says so."""
    try:
        name, content, content_type = returned_file(found)
    except (FileRefused, Refusal) as refused:
        messages.error(request, refused.sentence)
        return redirect("imports:job", found.pk)
    return attachment(content, name, content_type)
