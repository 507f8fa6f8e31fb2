from django.contrib import admin


class Desk(admin.AdminSite):
    """The curators' desk."""

    site_header = "Learning Portal: curators' desk"
    site_title = "Learning Portal desk"
    index_title = "What needs attention"
