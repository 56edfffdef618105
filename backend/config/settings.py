"""Django's settings, derived from the typed environment: secure unless KHARITA_DEBUG says otherwise."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.environment import ROOT, Environment, read_environment

# Arrow's own allocator keeps what was freed, some 40 MB in an export; read when Arrow first allocates.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

ENV = read_environment()
BACKEND = Path(__file__).resolve().parent.parent

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key.get_secret_value()
ALLOWED_HOSTS = ENV.allowed_hosts
KHARITA = ENV
KHARITA_SRID = ENV.srid


def _database(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?host=/socket/folder` as Django's dictionary."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "kharita web" if ENV.serves_web else "kharita",
            "connect_timeout": "5",
            "options": " ".join(f"-c {name}={value}" for name, value in session_limits(ENV).items()),
            **query,
        },
    }


def session_limits(env: Environment) -> dict[str, str]:
    """What PostgreSQL holds a session to; a request's session more strictly than a job's or a command's."""
    limits = {"statement_timeout": f"{env.statement_timeout_seconds}s", "jit": "off"}
    if env.serves_web:
        limits["lock_timeout"] = f"{env.lock_timeout_seconds}s"
        limits["idle_in_transaction_session_timeout"] = f"{env.idle_transaction_seconds}s"
        limits["max_parallel_workers_per_gather"] = "0"  # one question, one core
    return limits


DATABASES = {"default": _database(ENV.database_url)}

INSTALLED_APPS = [
    "config.administration.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "axes",
    "csp",
    "ninja",
    "kharita.core",
    "kharita.accounts",
    "kharita.uploads",
    "kharita.territory",
    "kharita.importing",
    "kharita.permits",
    "kharita.surveys",
    "kharita.maps",
    "kharita.exports",
    "kharita.ogc",
    "kharita.catalog",
    "kharita.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kharita.core.compression.TextCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kharita.accounts.token_login.middleware",
    "kharita.accounts.limits.middleware",
    "kharita.surveys.sharing.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kharita.core.headers.middleware",
    "kharita.core.errors.DomainErrorMiddleware",
    "kharita.core.database.DatabaseErrorMiddleware",
    "kharita.core.audit.middleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# People and passwords
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = ENV.login_attempts_max
AXES_COOLOFF_TIME = timedelta(seconds=ENV.login_cooloff_seconds)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "kharita.accounts.login.locked_out"
AXES_CLIENT_IP_CALLABLE = "kharita.accounts.login.client_address"
AXES_VERBOSE = False
NINJA_NUM_PROXIES = 1 if ENV.behind_proxy else 0

# Languages: Arabic, French and English are equal; Arabic is the default
LANGUAGE_CODE = ENV.language
LANGUAGES = [("ar", _("Arabic")), ("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BACKEND / "locale"]
LANGUAGE_COOKIE_NAME = "kharita_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENV.time_zone

# Cookies, headers
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(ENV.https)
SECURE_SSL_REDIRECT = bool(ENV.https)
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
# Whether a commune's other subdomains are ready for HTTPS, or for browsers' preload lists, is not ours to
# say. Debian 12's GDAL is 3.6: what comes from outside is read by pyogrio's own, newer one, in `importing`.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "gis.W001"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [ENV.public_url] if ENV.https else []
CSRF_FAILURE_VIEW = "kharita.core.errors.csrf_failure"
# MapLibre runs its workers from blobs and sets styles on its elements; everything else is ours alone.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STATICFILES_DIRS = [("app", ENV.frontend_dir)] if ENV.frontend_dir.is_dir() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# The names of built assets hold a hash of their content: a browser may keep them for good.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/app/assets/.+-[\w-]{8}\.\w+$"
MEDIA_ROOT = ENV.media_dir
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": ENV.pages_dir,
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": ENV.pages_max},
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024**2

# Mail
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail_from or "kharita@localhost"
EMAIL_HOST, EMAIL_PORT = ENV.smtp_host, ENV.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.smtp_user, ENV.smtp_password.get_secret_value()
EMAIL_USE_TLS, EMAIL_USE_SSL = ENV.smtp_security == "starttls", ENV.smtp_security == "tls"
EMAIL_TIMEOUT = 20

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_ON_APP_READY = "config.jobs.on_app_ready"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENV.log_level},
    "loggers": {
        "weasyprint": {"level": "WARNING"},  # and its font library: a line for each step of each paper
        "fontTools": {"level": "WARNING"},
        "axes": {"level": "WARNING"},  # its routine lines tell who logs in from where
        "procrastinate.blueprints": {"level": "WARNING"},  # these two list every task at every start
        "procrastinate.periodic": {"level": "WARNING"},
    },
}
