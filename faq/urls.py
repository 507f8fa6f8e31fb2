from django.urls import path

from faq import views

app_name = "faq"
urlpatterns = [
    path("faq/", views.home, name="home"),
    path("write/", views.write, name="write"),
    path("write/thanks/", views.thanks, name="thanks"),
]
