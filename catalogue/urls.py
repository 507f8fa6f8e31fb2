from django.urls import path
from django.views import View

app_name = "catalogue"
urlpatterns = [
    path("opportunities/<slug:slug>/", View.as_view(), name="opportunity"),
]
