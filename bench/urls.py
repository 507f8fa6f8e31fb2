from django.urls import include, path

from bench import limits

urlpatterns = [
    path("bench/ready/<int:size>/", limits.ready, name="bench_ready"),
    path("bench/plain/", limits.plain, name="bench_plain"),
    path("", include("learning_portal.urls")),
]
