import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "learning_portal.settings")
application = get_wsgi_application()

# Commands check by themselves; a server does not, and must not serve wrong times.
if wrong := run_checks(tags=["time"]):
    raise ImproperlyConfigured("\n".join(str(message) for message in wrong))
