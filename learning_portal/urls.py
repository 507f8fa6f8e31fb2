from django.contrib import admin
from django.urls import include, path

from learning_portal import views

urlpatterns = [  # /healthz and /readyz are answered before these: learning_portal/health.py
    path("", views.home, name="home"),
    path("clock/", views.choose_clock, name="clock"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("admin/", admin.site.urls),
    path("", include("catalogue.urls")),
    path("cltp/", include("cltp.urls")),
    path("events/", include("events.urls")),
    path("", include("faq.urls")),
]
