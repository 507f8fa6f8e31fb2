from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from learning_portal import kept_mail, letter_page, search_engines, views

urlpatterns = [  # /healthz and /readyz are answered before these: learning_portal/health.py
    path("", views.home, name="home"),
    path("clock/", views.choose_clock, name="clock"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("letters/<str:token>/", letter_page.letter, name="letter"),
    path("sitemap.xml", search_engines.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", search_engines.sitemap, name="sitemap"),
    path("robots.txt", search_engines.robots, name="robots"),
    path("opensearch.xml", search_engines.opensearch, name="opensearch"),
    path("favicon.ico", search_engines.favicon, name="favicon"),
    *([path("dev/mail/", include(kept_mail))] if settings.DEVELOPMENT else []),
    path("admin/", admin.site.urls),
    path("", include("catalogue.urls")),
    path("cltp/", include("cltp.urls")),
    path("events/", include("events.urls")),
    path("", include("faq.urls")),
]
