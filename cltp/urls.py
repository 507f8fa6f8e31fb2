from django.urls import path

from cltp import (
    asking,
    compare_pages,
    course_list,
    decision_pages,
    posting_pages,
    sheets,
    verifying,
    views,
)

app_name = "cltp"
urlpatterns = [
    path("", views.home, name="home"),
    path("courses/", course_list.courses, name="courses"),
    path("courses/<str:code>.csv", sheets.course_table, name="course_table"),
    path("courses/<str:code>/", sheets.course, name="course"),
    path("certificate/", sheets.certificate, name="the_certificate"),
    path("certificate.csv", sheets.certificate_table, name="the_certificate_table"),
    path("certificate/<int:key>/", sheets.certificate, name="certificate"),
    path("certificate/<int:key>.csv", sheets.certificate_table, name="certificate_table"),
    path("decisions/", decision_pages.decision_list, name="decisions"),
    path("decisions/<int:number>/", decision_pages.decision, name="decision"),
    path(
        "decisions/<int:number>/v<int:version>/",
        decision_pages.decision_version,
        name="decision_version",
    ),
    path("posting/", posting_pages.posting, name="posting"),
    path("posting/revised.txt", posting_pages.revised_file, name="posting_revised"),
    path("posting/rules/", posting_pages.rules, name="posting_rules"),
    path("compare/", compare_pages.compare, name="compare"),
    path("compare/compare.csv", compare_pages.compare_table, name="compare_table"),
    path("compare/learner/", compare_pages.learner, name="learner"),
    path("compare/learner/learner.csv", compare_pages.learner_table, name="learner_table"),
    path("ask/", asking.ask, name="ask"),
    path("ask/thanks/", asking.asked, name="asked"),
    path("verify/", verifying.verify, name="verify"),
    path("verify/letter/", verifying.ask_for_letter, name="ask_for_letter"),
    path("verify/letter/asked/", verifying.letter_asked, name="letter_asked"),
]
