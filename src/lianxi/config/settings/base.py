"""The one settings module. What differs between installs comes from `lianxi.config.environment`."""

from __future__ import annotations

import secrets

import dj_database_url

from lianxi.config import environment as env
from lianxi.config.mail_server import mail_server

VAR = env.folder(env.VAR)
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    """Key from the environment, or from var/secret-key, made at the first run and readable by its owner only."""
    if env.SECRET_KEY.text:
        return env.SECRET_KEY.text
    path = VAR / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = _secret_key()
DEBUG = env.DEBUG.flag
ALLOWED_HOSTS = env.ALLOWED_HOSTS.names

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_filters",
    "axes",
    "lucide",
    "lianxi.web",
    "lianxi.apps.audit",
    "lianxi.apps.files",
    "lianxi.apps.jobs",
    "lianxi.apps.search",
    "lianxi.apps.bodies",
    "lianxi.apps.accounts",
    "lianxi.apps.notices",
    "lianxi.apps.rulebook",
    "lianxi.apps.mechanisms",
    "lianxi.apps.meetings",
    "lianxi.shell",
]

MIDDLEWARE = [
    "lianxi.web.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lianxi.apps.accounts.middleware.ActorMiddleware",
    "lianxi.web.refusal.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lianxi.config.urls"
ASGI_APPLICATION = "lianxi.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lianxi.shell.context.shell",
            ],
            "builtins": ["lucide.templatetags.lucide", "django.templatetags.static", "lianxi.web.templatetags.lx"],
        },
    }
]

_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,  # seconds: while a thousand files come in, a save waits its turn rather than fail
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
# No connection outlives its request: under ASGI every request has a thread of its own, and kept connections pile up.
DATABASES = {"default": dj_database_url.parse(env.DATABASE_URL.text or f"sqlite:///{VAR / 'lianxi.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # what the address itself says goes first, as it does for PostgreSQL: sqlite:////…/lianxi.sqlite3?timeout=30
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "lianxi.apps.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "lianxi.apps.accounts.passwords.UnlikeNamesValidator"},
    {"NAME": "lianxi.apps.accounts.passwords.UncommonValidator"},
    {"NAME": "lianxi.apps.accounts.passwords.CharacterClassesValidator"},
    {"NAME": "lianxi.apps.accounts.passwords.NoDemoPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
PASSWORD_DAYS = env.PASSWORD_DAYS.number

AXES_FAILURE_LIMIT = env.LOCK_AFTER.number
AXES_COOLOFF_TIME = env.LOCK_MINUTES.number / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# knocking at a locked account does not keep it locked for longer, or anybody could shut a colleague out for good
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "lianxi.apps.accounts.views.entrance.locked_out"
# offices share one address on the network: an account is locked, never the address
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

SESSION_COOKIE_NAME = "lianxi"
SESSION_COOKIE_AGE = env.SESSION_HOURS.number * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE_MINUTES = env.SESSION_IDLE.number
SESSIONS_PER_ACCOUNT = env.SESSIONS_PER_ACCOUNT.number
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lianxi.shell.views.csrf_failed"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.HTTPS.flag:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = env.PROJECT / "build" / "static"
STATICFILES_DIRS = [("vendor", env.PROJECT / "build" / "vendor")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "lianxi.web.uploads.UnnamedFileUploadHandler",
]
TEXT_CHECKS_PER_MINUTE = env.TEXT_CHECKS.number
FILES_FOLDER = env.folder(env.FILES, VAR / "files")
FONT_FOLDERS = [env.folder(env.FONTS)] if env.FONTS.text else []
INDEX_FOLDER = env.folder(env.INDEX, VAR / "index")
INDEX_LOG_DAYS = max(1, env.INDEX_LOG_DAYS.number)
AUDIT_HEADS_FILE = env.folder(env.AUDIT_HEADS, VAR / "audit-heads.jsonl")
DEFINITIONS_FOLDER = env.folder(env.DEFINITIONS)
EMBEDDED_WORKER = env.EMBEDDED_WORKER.flag

_MAIL = mail_server(env.EMAIL_URL)
EMAIL_CONFIGURED = _MAIL is not None
if _MAIL is not None:
    EMAIL_HOST, EMAIL_PORT = _MAIL.host, _MAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
    EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.tls, _MAIL.starttls
    DEFAULT_FROM_EMAIL = env.EMAIL_FROM.text or f"lianxi@{_MAIL.host}"
EMAIL_TIMEOUT = 15
BASE_URL = env.BASE_URL.text.rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
