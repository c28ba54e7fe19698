"""The way from the page of a revision to its rounds."""

from django.urls import reverse

from items.register.page_links import on_page_of_revision


@on_page_of_revision
def link_to_rounds(revision, user):
    count = revision.rounds.count()
    words = f"征求意见（{count}轮）" if count else "征求意见"
    return [(reverse("desk:revision-rounds", args=[revision.pk]), words)]
