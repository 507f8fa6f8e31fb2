"""The desk's addresses, for tests of its pages."""

from django.urls import reverse


def at_desk(edition, page="board", **more):
    return reverse(f"admin:events_desk_{page}", kwargs={"key": edition.pk, **more})
