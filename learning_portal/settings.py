"""One settings file. A checkout is a development set-up for every command.

PORTAL_DEPLOYMENT=1 switches that off: then the secret key, the allowed hosts and a
real database must be named, and the site says which is missing.
"""

import os
import re
from email.utils import getaddresses
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from learning_portal.foundation import clock  # first: it forces the pinned time zone data
from learning_portal.foundation.database import database

BASE_DIR = Path(__file__).resolve().parent.parent


def switched_on(name: str) -> bool:
    """Raises ImproperlyConfigured on a word that is neither: a guess could open a deployed site."""
    stated = os.environ.get(name, "").strip().lower()
    if stated in {"1", "true", "yes", "on"}:
        return True
    if stated in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}: write 1 for on, or 0 for off.")


def listed(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def count(name: str, otherwise: int = 0) -> int:
    stated = os.environ.get(name, "").strip() or str(otherwise)
    if not stated.isdecimal():
        raise ImproperlyConfigured(f"{name}: write a whole number, 0 or more.")
    return int(stated)


def zone_name(name: str, otherwise: str) -> str:
    stated = os.environ.get(name, "").strip() or otherwise
    try:
        clock.zone(stated)
    except clock.UnknownZone as error:
        raise ImproperlyConfigured(f"{name}: {error} Write America/Edmonton, say.") from error
    return stated


def sender(name: str, otherwise: str) -> str:
    """`name@example.ca`, or `A name <name@example.ca>`: one line, one address."""
    stated = os.environ.get(name, "").strip() or otherwise
    addresses = [address for _, address in getaddresses([stated])] if stated else []
    one = len(addresses) == 1 and re.fullmatch(r"[^@\s]+@[^@\s]+", addresses[0])
    if stated and not (one and stated.isprintable()):
        raise ImproperlyConfigured(f"{name}: write one e-mail address, such as name@example.ca.")
    return stated


DEPLOYMENT = switched_on("PORTAL_DEPLOYMENT")
DEVELOPMENT = not DEPLOYMENT
DEBUG = DEVELOPMENT and switched_on("DEBUG")

SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS")
if DEPLOYMENT:
    missing = []
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        missing.append("SECRET_KEY: set it to 50 or more random characters, and keep it secret.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        missing.append("ALLOWED_HOSTS: set it to the site's host names, separated by commas.")
    if not os.environ.get("DATABASE_URL", "").strip() and not switched_on(
        "PORTAL_EMBEDDED_POSTGRES"
    ):
        missing.append(
            "DATABASE_URL: set it to a PostgreSQL 14 or newer, for example "
            "postgresql://user:password@host:5432/learning_portal."
        )
    if missing:
        raise ImproperlyConfigured(
            "The portal is deployed (PORTAL_DEPLOYMENT=1) and cannot start.\n" + "\n".join(missing)
        )
else:
    SECRET_KEY = SECRET_KEY or "development-only-" + "not-a-secret-" * 4
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", "testserver"]

# Keys that were in use before: what they signed (letters, sign-ins) still verifies.
SECRET_KEY_FALLBACKS = listed("SECRET_KEY_FALLBACKS")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
# How many proxies of ours stand in front and write X-Forwarded-For; 0: believe none.
TRUSTED_PROXIES = count("TRUSTED_PROXIES")
# Where links in calendars and feeds lead when no request says it; empty: the request's host.
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "").rstrip("/")

INSTALLED_APPS = [
    "learning_portal.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_filters",
    "simple_history",
    "learning_portal.foundation",
    "learning_portal.apps.PortalConfig",
    "catalogue",
    "cltp",
    "events",
    "faq",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "learning_portal.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads its answers, so that no secret can be guessed
    "learning_portal.middleware.refuse_hostile_addresses",
    "learning_portal.middleware.explain_wrong_methods",
    "learning_portal.health.answer_first",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "learning_portal.middleware.readers_clock",
]

ROOT_URLCONF = "learning_portal.urls"
WSGI_APPLICATION = "learning_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "learning_portal.context.portal",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-ca"
TIME_ZONE = clock.BC_ZONE
USE_TZ = True
# East Kootenay's clocks are unsettled; the time zone database has them with Alberta.
EAST_KOOTENAY_ZONE = zone_name("EAST_KOOTENAY_ZONE", "America/Edmonton")
# A published listing nobody has looked at for this long asks for a curator.
CHECKED_FOR_DAYS = 180
# Listings that each process keeps, as read, until the catalogue changes; 0 keeps none.
KEPT_LISTINGS = count("KEPT_LISTINGS", otherwise=5000)

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "learning_portal.foundation.static_files.StaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEVELOPMENT

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# What one request may send; every input is capped.
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
FILE_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024

SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 12
if DEPLOYMENT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers' preload lists bind a whole domain for years: for its owner to ask, not the portal.
    SILENCED_SYSTEM_CHECKS = ["security.W021"]

# Mail. In a checkout without a mail server messages stay here, to be read at /dev/mail/;
# a deployed portal without one keeps them until it has one.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "").strip()
EMAIL_PORT = count("EMAIL_PORT", otherwise=25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = switched_on("EMAIL_USE_TLS")
EMAIL_USE_SSL = switched_on("EMAIL_USE_SSL")
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise ImproperlyConfigured("EMAIL_USE_TLS and EMAIL_USE_SSL: set one of them, not both.")
EMAIL_TIMEOUT = count("EMAIL_TIMEOUT", otherwise=20) or 20
EMAIL_BACKEND = (
    "learning_portal.foundation.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.dummy.EmailBackend"
)
MAIL_WAITS = DEPLOYMENT and not EMAIL_HOST
DEFAULT_FROM_EMAIL = sender("MAIL_FROM", "Learning Portal <portal@localhost>")
MAIL_REPLY_TO = sender("MAIL_REPLY_TO", "")
MAIL_FOOTER = os.environ.get("MAIL_FOOTER", "").replace("\\n", "\n").strip()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # The pool tells of every try at a server that is being started.
    "loggers": {"psycopg.pool": {"level": "ERROR"}},
}
