from django.urls import path

from cltp import asking, decision_pages, views

app_name = "cltp"
urlpatterns = [
    path("", views.home, name="home"),
    path("courses/", views.courses, name="courses"),
    path("decisions/", decision_pages.decision_list, name="decisions"),
    path("decisions/<int:number>/", decision_pages.decision, name="decision"),
    path(
        "decisions/<int:number>/v<int:version>/",
        decision_pages.decision_version,
        name="decision_version",
    ),
    path("ask/", asking.ask, name="ask"),
    path("ask/thanks/", asking.asked, name="asked"),
]
