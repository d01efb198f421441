"""A real Chromium before a real server: the learner is signed in, and every script error fails the test."""

import os
import shutil

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.blocks import start_block

# Playwright's synchronous interface runs an event loop in this thread, which Django takes for an async caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
PATIENCE_MS = 8000
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the Chromium of this machine when it has one, else the one that Playwright installed."""
    found = {"executable_path": CHROMIUM} if CHROMIUM else {}
    return {**browser_type_launch_args, **found, "args": ARGUMENTS}


@pytest.fixture
def learner(transactional_db):
    """Return the person at the browser; the server runs in another thread, so rows are committed."""
    return UserFactory(username="learner")


@pytest.fixture
def context(context):
    """Wait as long as a loaded machine needs, and no longer."""
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def sign_in(live_server):
    """Return a function that signs a person in to a browser context without the form."""

    def sign_in(context, person):
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}
        context.add_cookies([cookie])

    return sign_in


@pytest.fixture
def tab(context, page, learner, sign_in):
    """Return a page of the signed-in learner; an uncaught script error or a refused policy fails the test."""
    sign_in(context, learner)
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if "Content Security Policy" in told.text else None)
    yield page
    assert errors == []


@pytest.fixture
def go(tab, live_server):
    """Return a function that opens a path of the site."""
    return lambda path: tab.goto(f"{live_server.url}{path}")


@pytest.fixture
def block(learner):
    """Return the learner's running block of three items; C is the key of each."""
    return start_block(learner, now=timezone.now())
