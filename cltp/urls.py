from django.urls import path

from cltp import views

app_name = "cltp"
urlpatterns = [path("", views.home, name="home")]
