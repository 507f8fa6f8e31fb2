from django.urls import path

from catalogue import calendar_pages, embedding, feeds, suggesting, views

app_name = "catalogue"
urlpatterns = [
    path("opportunities/", views.opportunity_list, name="list"),
    path("opportunities.ics", feeds.calendar, name="calendar_feed"),
    path("opportunities.atom", feeds.atom_feed, name="atom"),
    path("opportunities.json", feeds.listings_json, name="json"),
    path("opportunities/embed/", embedding.embed, name="embed"),
    path("opportunities/embed.css", embedding.accent_style, name="embed_style"),
    path("opportunities/suggest/", suggesting.suggest, name="suggest"),
    path("opportunities/calendar/", calendar_pages.this_month, name="calendar"),
    path(
        "opportunities/calendar/<int:year>/<int:month>/",
        calendar_pages.one_month,
        name="calendar_month",
    ),
    path("opportunities/calendar/<path:asked>/", calendar_pages.no_such_month),
    path("opportunities/<slug:slug>.ics", feeds.opportunity_calendar, name="opportunity_calendar"),
    path("opportunities/<slug:slug>/", views.opportunity, name="opportunity"),
    path("providers/<slug:slug>/", views.provider, name="provider"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("about/data/", feeds.data, name="data"),
]
