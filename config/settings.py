"""All settings, in one file; every switch comes from the environment through env.py."""

from email.utils import parseaddr
from pathlib import Path

import dj_database_url
import pghistory
from celery.schedules import crontab
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _
from kombu import Queue

from config import env
from config.bucket import in_bucket
from config.demo import operator as invented
from config.safety import (
    refuse_guessable_token,
    refuse_half_mailbox,
    refuse_half_service,
    refuse_tests,
    refuse_unsafe,
    refuse_wrong_operator,
)
from config.web import limits
from partnerships.shared.operator.files import find_video, read_logo, read_texts

ROOT = Path(__file__).resolve().parent.parent
VAR = env.folder("HANDSCHLAG_VAR", ROOT / "var")

# --- What kind of installation this is ---------------------------------------------------------
DEMO = env.flag("HANDSCHLAG_DEMO")
DEBUG = env.flag("DEBUG")
TESTING = env.flag("HANDSCHLAG_TESTING")
SECRET_KEY = env.text(
    "SECRET_KEY", why="at least 50 random characters that only this installation knows"
)
ENCRYPTION_KEYS = env.words("HANDSCHLAG_ENCRYPTION_KEYS")  # newest first; older ones still decrypt
ALLOWED_HOSTS = ["localhost", "127.0.0.1"] if DEMO else env.words("ALLOWED_HOSTS")
SITE_URL = env.text(
    "SITE_URL", f"http://localhost:{env.number('PORT', 8000)}"
)  # base of links in letters
SITE_NAME = "Handschlag"
DEMO_DOMAIN = "demo.handschlag.example"

INSTALLED_APPS = [
    "partnerships.shared",
    "partnerships.shared.audit",
    "partnerships.shared.letters",
    "partnerships.shared.documents",
    "partnerships.shared.sealing",
    "partnerships.shared.lists",
    "partnerships.shared.search",
    "partnerships.shared.operator",
    "partnerships.shared.step",
    "partnerships.directory",
    "partnerships.agreements",
    "meetings",
    "complaints",
    "analyses",
    "config.demo",
    "config.admin_site.Config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "config.static_files.NeededStaticFiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "pghistory",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "partnerships.shared.no_store.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "partnerships.directory.middleware.PersonMiddleware",
    # Behind it, so that its page is in the person's language; no one has read the form before.
    "partnerships.shared.limits.RequestLimitMiddleware",
    "partnerships.shared.step.once.OnceMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = [
    # The proxy answers for TLS alone; HSTS preload is the host's decision, not the application's.
    "security.W021",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["partnerships.shared.templatetags.parts"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnerships.shared.chrome.chrome",
                "partnerships.directory.sign_in.context.service",
            ],
        },
    }
]
FORM_RENDERER = "partnerships.shared.kern.KernRenderer"

# --- Database: the site signs in as a role that owns nothing; the owner migrates ----------------
DATABASES = {
    "default": dj_database_url.parse(
        env.text("DATABASE_URL", why="the address of the database, signed in as the site's role"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
OWNER_URL = env.text("DATABASE_OWNER_URL", "")  # known only where migrations run
ARCHIVIST_URL = env.text(
    "DATABASE_ARCHIVIST_URL", ""
)  # known only where closed years of the audit are dropped
SITE_ROLE = DATABASES["default"]["USER"]
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField(null=True)
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
HISTORY_RETENTION_DAYS = env.number("HISTORY_RETENTION_DAYS", 3650)

# --- Redis: broker, cache, rate limits ----------------------------------------------------------
REDIS_URL = env.text("REDIS_URL", why="the address of Redis, for example redis://redis:6379/0")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "socket_timeout": 2,
            "socket_connect_timeout": 2,
        },  # a hung Redis must not hang us
    }
}

# --- Background: the row is the outbox, a message only a hint ------------------------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_IMPORTS = ["analyses.clock"]  # besides the modules called tasks
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# A lane for files that strangers send: it waits for no document, and no document for it.
CELERY_TASK_QUEUES = [Queue("celery"), Queue("checks")]
CELERY_TASK_ROUTES = {"sealing.check": {"queue": "checks"}}
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 180
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 60
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # one way of writing logs, see LOGGING
CELERY_TIMEZONE = "Europe/Berlin"
LEASE_SECONDS = env.number("HANDSCHLAG_LEASE_SECONDS", 240)  # longer than the hard time limit
SWEEP_SECONDS = env.number("HANDSCHLAG_SWEEP_SECONDS", 20)
CELERY_BEAT_SCHEDULE = {
    "documents.sweep": {
        "task": "documents.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "letters.sweep": {
        "task": "letters.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sealing.sweep": {
        "task": "sealing.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "sealing.forget_checks": {"task": "sealing.forget_checks", "schedule": crontab(minute="*/10")},
    "audit.seal": {"task": "audit.seal", "schedule": 60.0, "options": {"expires": 55}},
    "analyses.seal_log": {
        "task": "analyses.seal_log",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "analyses.close_log": {"task": "analyses.close_log", "schedule": crontab(hour=2, minute=20)},
    "analyses.check_log": {"task": "analyses.check_log", "schedule": crontab(hour=4, minute=30)},
    "analyses.draw_samples": {
        "task": "analyses.draw_samples",
        "schedule": crontab(hour=2, minute=40),
    },
    "audit.sweep": {
        "task": "audit.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "audit.check_nightly": {"task": "audit.check_nightly", "schedule": crontab(hour=4, minute=10)},
    "documents.expire": {"task": "documents.expire", "schedule": crontab(hour=3, minute=10)},
    "shared.forget_history": {
        "task": "shared.forget_history",
        "schedule": crontab(hour=3, minute=30),
    },
    "step.forget_done": {"task": "step.forget_done", "schedule": crontab(minute=40)},
    "directory.forget_sessions": {
        "task": "directory.forget_sessions",
        "schedule": crontab(hour=3, minute=50),
    },
    "directory.forget_imports": {
        "task": "directory.forget_imports",
        "schedule": crontab(minute=20),
    },
    "operator.forget_reports": {
        "task": "operator.forget_reports",
        "schedule": crontab(hour=3, minute=20),
    },
    "meetings.tell_changes": {
        "task": "meetings.tell_changes",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "meetings.remind": {"task": "meetings.remind", "schedule": crontab(hour=8, minute=0)},
    "meetings.close_minutes": {
        "task": "meetings.close_minutes",
        "schedule": crontab(hour=0, minute=20),
    },
    "meetings.remind_of_polls": {
        "task": "meetings.remind_of_polls",
        "schedule": crontab(hour=8, minute=10),
    },
    "meetings.tell_overdue": {
        "task": "meetings.tell_overdue",
        "schedule": crontab(hour=8, minute=15),
    },
    "meetings.remind_of_tasks": {
        "task": "meetings.remind_of_tasks",
        "schedule": crontab(hour=8, minute=5),
    },
    "meetings.forget_needs": {
        "task": "meetings.forget_needs",
        "schedule": crontab(hour=3, minute=15),
    },
    "directory.follow_ends": {
        "task": "directory.follow_ends",
        "schedule": crontab(hour=0, minute=5),
    },
    "agreements.deadlines": {
        "task": "agreements.deadlines",
        "schedule": crontab(hour=6, minute=40),
    },
    "agreements.follow_terms": {
        "task": "agreements.follow_terms",
        "schedule": crontab(hour=0, minute=15),
    },
    "analyses.forget_enquiries": {
        "task": "analyses.forget_enquiries",
        "schedule": crontab(hour=3, minute=35),
    },
    "analyses.sweep_imports": {
        "task": "analyses.sweep_imports",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},
    },
    "analyses.forget_imports": {
        "task": "analyses.forget_imports",
        "schedule": crontab(hour=3, minute=35),
    },
    "complaints.forget_closed": {
        "task": "complaints.forget_closed",
        "schedule": crontab(hour=3, minute=25),
    },
    "complaints.keep_times": {"task": "complaints.keep_times", "schedule": crontab(minute=7)},
    "complaints.forget_visits": {
        "task": "complaints.forget_visits",
        "schedule": crontab(minute="*/10"),
    },
    "analyses.keep_terms": {
        "task": "analyses.keep_terms",
        "schedule": crontab(hour=2, minute=40),
    },
    "directory.review_roles": {
        "task": "directory.review_roles",
        "schedule": crontab(hour=6, minute=20),
    },
}

# --- Sign-in ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email",)},
    },
    {"NAME": "partnerships.directory.sign_in.passwords.RepeatedPasswordValidator"},
    {"NAME": "partnerships.directory.sign_in.passwords.GuessedPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "directory:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "partnerships.directory.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1*",
]  # sign-up is closed; allauth reads here that passwords exist
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # no letter: its request meets the mail server too
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # for everything that changes a way in: sign_in.proof
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True  # our own letters: sign_in.accounts.AccountAdapter
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "add_email": "partnerships.directory.forms.own_address.OwnAddressForm",
    "login": "partnerships.directory.forms.sign_in.SignInForm",
    "request_login_code": "partnerships.directory.forms.sign_in.AskCodeForm",
    "set_password": "partnerships.directory.forms.sign_in.FirstPasswordForm",
    "reset_password": "partnerships.directory.forms.sign_in.ForgottenForm",
    "confirm_login_code": "partnerships.directory.forms.codes.SignInCodeForm",
}
# Ours beside those of allauth; see shared.limits.within.
ACCOUNT_RATE_LIMITS = {
    "verify_file": "20/m/key,200/h/key",
    "report_barrier": "5/m/key,20/h/key",
    "send_signal": "5/m/key,20/h/key",
}
MFA_ADAPTER = "partnerships.directory.sign_in.FactorAdapter"
MFA_FORMS = {
    "activate_totp": "partnerships.directory.forms.codes.SetUpForm",
    "authenticate": "partnerships.directory.forms.codes.SecondStepForm",
    "reauthenticate": "partnerships.directory.forms.codes.ProofForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # clocks of phones go wrong: the step before and after count, each code once
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG  # a passkey on http://localhost
SOCIALACCOUNT_ADAPTER = "partnerships.directory.sign_in.arrival.ServiceAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# One sign-in service (OpenID Connect), or none: then no page speaks of it and no address answers.
OIDC_ISSUER = env.text("OIDC_ISSUER", "")  # exactly as the service writes it
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.text("OIDC_NAME", "")  # as people know it; stands on the button
# What counts as second step when the service's token says it; with neither it never does.
OIDC_SECOND_FACTOR_ACR = env.words("OIDC_SECOND_FACTOR_ACR")
OIDC_SECOND_FACTOR_AMR = env.words("OIDC_SECOND_FACTOR_AMR")
SESSION_COOKIE_AGE = 12 * 3600
CSRF_USE_SESSIONS = True

# --- Mail ---------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = (
    "django.core.mail.backends." + ("smtp" if EMAIL_HOST else "filebased") + ".EmailBackend"
)
EMAIL_FILE_PATH = VAR / "mail"  # without a mail host, and in the demo, letters become files here
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Handschlag <handschlag@localhost>")
# Of letters without content to somebody who complains: by itself it must tell nobody from whom they come.
NUDGE_FROM = env.text("NUDGE_FROM", "") or parseaddr(DEFAULT_FROM_EMAIL)[1]
# A mailbox to which calendar programs answer invitations, or none: then answers come by links alone.
REPLIES_URL = env.text("REPLIES_URL", "")  # imaps://user:password@host/folder
REPLIES_ADDRESS = env.text("REPLIES_ADDRESS", "")
if REPLIES_URL:
    CELERY_BEAT_SCHEDULE["meetings.read_replies"] = {
        "task": "meetings.read_replies",
        "schedule": 60.0,
        "options": {"expires": 55},
    }

# --- Language and time --------------------------------------------------------------------------
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LANGUAGE_CODE = "de"
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- Analyses: docs/operations.md, "Analyses"; DOMAIN 5.5, review and retention ------------------------
ANALYSES_REVIEW_DAYS = env.number("ANALYSES_REVIEW_DAYS", 183)  # the need of a case is checked
ANALYSES_LONGEST_CASE_DAYS = env.number("ANALYSES_LONGEST_CASE_DAYS", 730)
# The log: whether network addresses are kept, and how many whole years after the one in which an entry was written (DOMAIN 5.6).
# The first key signs closed years and makes checksums of searches; older ones still prove what they signed.
ANALYSES_LOG_KEYS = env.words("ANALYSES_LOG_KEYS") or [SECRET_KEY]
ANALYSES_LOG_ADDRESSES = env.flag("ANALYSES_LOG_ADDRESSES", True)
ANALYSES_LOG_YEARS = {
    "": env.number("ANALYSES_LOG_YEARS", 1),
    "gdpr": env.number("ANALYSES_LOG_YEARS_GDPR", 3),
    "dsg_nrw_3": env.number("ANALYSES_LOG_YEARS_DSG_NRW_3", 1),
    "bdsg_3": env.number("ANALYSES_LOG_YEARS_BDSG_3", 1),
    "ao": env.number("ANALYSES_LOG_YEARS_AO", 3),
}
ANALYSES_LOG_SAMPLE_PERCENT = env.number("ANALYSES_LOG_SAMPLE_PERCENT", 5)  # of a month's reading
ANALYSES_UNDETERMINED_DAYS = env.number("ANALYSES_UNDETERMINED_DAYS", 30)  # records
ANALYSES_CONTACT_DAYS = env.number("ANALYSES_CONTACT_DAYS", 365)  # records of contact persons
ANALYSES_CONTRIBUTION_DAYS = env.number("ANALYSES_CONTRIBUTION_DAYS", 92)  # after completion
ANALYSES_RESULT_DAYS = env.number("ANALYSES_RESULT_DAYS", 365)  # after completion
ANALYSES_REJECTED_DAYS = env.number("ANALYSES_REJECTED_DAYS", 92)  # after the rejection
ANALYSES_QUIET_DAYS = env.number("ANALYSES_QUIET_DAYS", 90)  # without activity: a warning
ANALYSES_CLOSE_DAYS = env.number("ANALYSES_CLOSE_DAYS", 180)  # … the proposal to close the case
ANALYSES_MOST_EXTENSIONS = env.number("ANALYSES_MOST_EXTENSIONS", 3)  # of one term
ANALYSES_HOLD_DAYS = env.number("ANALYSES_HOLD_DAYS", 14)  # a second person confirms a hold
ANALYSES_RIGHTS_DAYS = env.number("ANALYSES_RIGHTS_DAYS", 30)  # a person concerned is answered
ANALYSES_ENQUIRY_MONTHS = env.number("ANALYSES_ENQUIRY_MONTHS", 12)  # kept after the answer
# A file with records: rows, bytes, and for how many days it may wait to be confirmed.
ANALYSES_IMPORT_ROWS = env.number("ANALYSES_IMPORT_ROWS", 20_000)
ANALYSES_IMPORT_MB = env.number("ANALYSES_IMPORT_MB", 10)
ANALYSES_IMPORT_DAYS = env.number("ANALYSES_IMPORT_DAYS", 7)

# --- Complaints: docs/operations.md, "The complaints office" ----------------------------------------
# The private keys of the complaints offices, a file each. Where the folder is empty, nobody reads a complaint here.
COMPLAINTS_KEYS = env.folder("COMPLAINTS_KEYS", VAR / "complaints-keys")
# A translation server of one's own (LibreTranslate's interface), inside one's own network; without it people translate.
TRANSLATOR_URL = env.address("TRANSLATOR_URL")
TRANSLATOR_KEY = env.text("TRANSLATOR_KEY", "")
QUICK_EXIT_URL = env.text("QUICK_EXIT_URL", "https://www.dwd.de/")  # where "leave this page" leads
# Files of forms that are not sent yet, all together, in megabytes: beyond it text goes and no file.
COMPLAINTS_MOST_UNSENT = env.number("COMPLAINTS_MOST_UNSENT", 2048)
# For how many days dumps with the keys of complaints are kept: people read in their mailboxes until when a deleted one can come back.
COMPLAINTS_BACKUP_DAYS = env.number("COMPLAINTS_BACKUP_DAYS", 30)
WEB_PROCESSES, WEB_THREADS = limits.PROCESSES, limits.THREADS
# Easy language is German to Django: its own texts and dates.
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "German in easy words",
    "name_local": "Einfache Sprache",
}

# --- Who runs the site: docs/operations.md, "The operator" --------------------------------------
INVENTED = DEMO or TESTING  # an invented authority stands where nothing is set
OPERATOR_NAME = env.text("OPERATOR_NAME", "") or (invented.NAME if INVENTED else "")
OPERATOR_ADDRESS = env.words("OPERATOR_ADDRESS") or (invented.ADDRESS if INVENTED else [])
OPERATOR_EMAIL = env.text("OPERATOR_EMAIL", "") or (invented.EMAIL if INVENTED else "")
OPERATOR_PHONE = env.text("OPERATOR_PHONE", "") or (invented.PHONE if INVENTED else "")
OPERATOR_REPRESENTED_BY = env.text("OPERATOR_REPRESENTED_BY", "") or (
    invented.REPRESENTED_BY if INVENTED else ""
)
OPERATOR_VAT_ID = env.text("OPERATOR_VAT_ID", "")
DATA_PROTECTION_OFFICER = env.words("DATA_PROTECTION_OFFICER") or (
    invented.DATA_PROTECTION_OFFICER if INVENTED else []
)
# Offices of North Rhine-Westphalia, read on 2026-11-27 (ldi.nrw.de, mags.nrw, lbbp.nrw.de).
SUPERVISORY_AUTHORITY = env.words("SUPERVISORY_AUTHORITY") or [
    "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen",
    "Postfach 20 04 44",
    "40102 Düsseldorf",
    "0211 38424-0",
    "poststelle@ldi.nrw.de",
]
OMBUDS_OFFICE = env.words("OMBUDS_OFFICE") or [
    "Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen",
    "bei der Beauftragten für die Belange der Menschen mit Behinderung",
    "Ministerium für Arbeit, Gesundheit und Soziales des Landes Nordrhein-Westfalen",
    "ombudsstelle-barrierefreie-it@mags.nrw.de",
    "https://www.mags.nrw/ombudsstelle-barrierefreie-informationstechnik",
]
OPERATOR_LOGO = read_logo(env.text("OPERATOR_LOGO", "") or (invented.LOGO if INVENTED else ""))
OPERATOR_TEXTS = read_texts(env.text("OPERATOR_TEXTS", ""), [code for code, _name in LANGUAGES])
SIGN_LANGUAGE_VIDEO = find_video(env.text("SIGN_LANGUAGE_VIDEO", ""))

# --- Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
NODE = ROOT / "node_modules"
STATICFILES_DIRS = [
    ROOT / "static",
    ("kern", NODE / "@kern-ux/native/dist"),
    ("htmx", NODE / "htmx.org/dist"),
    ("fira", NODE / "@fontsource/fira-sans/files"),
    ("vazirmatn", NODE / "@fontsource/vazirmatn/files"),
]
# Where several machines share no disk: a bucket of S3-compatible storage instead of a folder.
FILES_BUCKET = env.text("FILES_BUCKET", "")
FILES_URL = env.text("FILES_URL", "")  # of the storage, for example https://s3.example.org
FILES_KEY_ID = env.text("FILES_KEY_ID", "")
FILES_KEY = env.text("FILES_KEY", "")
FILES_REGION = env.text("FILES_REGION", "us-east-1")  # as its operator says; many take any
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "private": {  # never below a served folder: files leave through a view that checks the right
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
if FILES_BUCKET:
    STORAGES["private"] = in_bucket(
        FILES_BUCKET, url=FILES_URL, key_id=FILES_KEY_ID, key=FILES_KEY, region=FILES_REGION
    )
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the files, half the compressing
if TESTING:  # served from where they lie: nothing is collected for a test
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR / "media"  # nothing is stored here; the private storage is used
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Larger ones where files are sent; a little more than the form allows, so that it can say so itself.
# Patterns of whole paths.
LARGER_BODIES = {
    "/organisations/import/": 6 * 1024 * 1024,
    r"/(de|en)/verify/file/": 26 * 1024 * 1024,
    r"/analyses/contributions/[0-9]+/import/": 11 * 1024 * 1024,
    r"/agreements/[0-9]+/record/[0-9]+/": 26 * 1024 * 1024,
    r"/agreements/[0-9]+/paper/": 26 * 1024 * 1024,
    r"/agreements/[0-9]+/signed/": 26 * 1024 * 1024,
    r"/agreements/[0-9]+/clauses/[0-9]+/files/add/": 26 * 1024 * 1024,
    r"/meetings/[0-9]+/agenda/[0-9]+/papers/add/": 26 * 1024 * 1024,
    r"/[a-z-]+/complaint/(write|mailbox)/": 104 * 1024 * 1024,
    r"/complaints/[0-9]+/(ask|tell|answer)/": 104 * 1024 * 1024,
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # a form that takes 20 names each of the others
# What is too large for memory goes to a file that is encrypted, never in clear to a disk.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "partnerships.shared.encrypted_file.EncryptedUploadHandler",
]
CLAMD = env.text("CLAMD", "")  # looks for viruses: host:port or the path of a socket; or nobody
DOCUMENT_KEEP_DAYS = env.number("DOCUMENT_KEEP_DAYS", 90)

# --- The seal on documents: files in PEM, see docs/operations.md ---------------------------------
SEAL_CERTIFICATE = env.text(
    "SEAL_CERTIFICATE", ""
)  # first ours, then those between it and the root
SEAL_CHAIN = env.text("SEAL_CHAIN", "")  # those between, where they lie in a file of their own
SEAL_KEY = env.text("SEAL_KEY", "")
SEAL_KEY_PASSPHRASE = env.text("SEAL_KEY_PASSPHRASE", "")
SEAL_TRUST_ROOTS = env.text("SEAL_TRUST_ROOTS", "")  # whom our seals lead to, older ones included
SEAL_TIMESTAMP_URL = env.text(
    "SEAL_TIMESTAMP_URL", ""
)  # RFC 3161; without it the seal has no stamp
SIGNATURE_TRUST_ROOTS = env.text("SIGNATURE_TRUST_ROOTS", "")  # whom people's signatures lead to
SEAL_TEST = DEMO or TESTING  # without a certificate a test certificate is made in VAR

# --- Safety -------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "partnerships.shared.errors.csrf_failure"
HTTPS = not (DEMO or DEBUG or TESTING)
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
FIGURES_TOKEN = env.text("FIGURES_TOKEN", "")  # opens /metrics/; without it that address is none
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
BEHIND_PROXY = env.flag("BEHIND_PROXY")
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # whose address the rate limits count
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "img-src": ["'self'", "data:"],  # KERN's icons are data images
        "media-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

refuse_unsafe(
    production=not (DEMO or TESTING),
    debug=DEBUG,
    secret_key=SECRET_KEY,
    encryption_keys=ENCRYPTION_KEYS,
    hosts=ALLOWED_HOSTS,
    site_url=SITE_URL,
    origins=CSRF_TRUSTED_ORIGINS,
)
refuse_tests(testing=TESTING, database_host=DATABASES["default"]["HOST"])

refuse_wrong_operator(email=OPERATOR_EMAIL)

refuse_half_mailbox(url=REPLIES_URL, address=REPLIES_ADDRESS)

refuse_guessable_token(production=not (DEMO or TESTING), token=FIGURES_TOKEN)

refuse_half_service(
    production=not (DEMO or TESTING),
    issuer=OIDC_ISSUER,
    client_id=OIDC_CLIENT_ID,
    name=OIDC_NAME,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {  # without the secrets of addresses
            "class": "config.logs.Masking",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would write addresses as they came, and mail whole requests.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        # They would quote from files that strangers send.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
        "pikepdf": {"level": "ERROR"},
    },
}
