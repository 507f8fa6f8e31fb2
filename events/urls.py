from django.urls import path

from events import (
    call_pages,
    door_code_page,
    feedback_pages,
    own_data_pages,
    place,
    programme_pages,
    registering,
    sign_up_pages,
    views,
)

app_name = "events"
urlpatterns = [
    path("", views.home, name="home"),
    path("place/door/<str:code>/", door_code_page.at_the_door, name="at_the_door"),
    path("place/<str:token>/", place.place, name="place"),
    path("place/<str:token>/accept/", place.accept, name="place_accept"),
    path("place/<str:token>/cancel/", place.cancel, name="place_cancel"),
    path("place/<str:token>/change/", place.change, name="place_change"),
    path("place/<str:token>/event.ics", place.calendar, name="place_calendar"),
    path("place/<str:token>/data/", own_data_pages.data, name="own_data"),
    path("place/<str:token>/delete/", own_data_pages.delete, name="own_data_delete"),
    path("place/<str:token>/sessions/", sign_up_pages.sessions, name="place_sessions"),
    path("<slug:slug>/", views.edition, name="edition"),
    path("<slug:slug>/programme/", programme_pages.programme, name="programme"),
    path("<slug:slug>/programme.ics", programme_pages.calendar, name="programme_calendar"),
    path(
        "<slug:slug>/programme/<int:key>.ics",
        programme_pages.session_calendar,
        name="session_calendar",
    ),
    path("<slug:slug>/needs/", call_pages.needs, name="call"),
    path("<slug:slug>/needs/thanks/", call_pages.thanks, name="call_thanks"),
    path("<slug:slug>/feedback/", feedback_pages.feedback, name="feedback"),
    path("<slug:slug>/feedback/thanks/", feedback_pages.thanks, name="feedback_thanks"),
    path("<slug:slug>/register/", registering.register, name="register"),
    path("<slug:slug>/register/group/", registering.register_group, name="register_group"),
]
