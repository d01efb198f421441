"""The editor's and the reviewer's account that `serve` makes: once, with passwords of their own."""

import os
import signal
import stat

import pytest
from django.contrib.auth import authenticate

from quizsite.accounts.models import User
from quizsite.core.management.commands.serve import EDITOR, REVIEWER, ensure_editors, wait_for

pytestmark = pytest.mark.django_db


def password_in(path, line=0):
    return path.read_text().splitlines()[line].split()[-1]


def test_the_passwords_that_are_printed_open_the_admin(tmp_path, roles):
    path = ensure_editors(tmp_path / "editor")
    editor = authenticate(username=EDITOR, password=password_in(path))
    assert editor.is_staff and editor.is_superuser
    reviewer = authenticate(username=REVIEWER, password=password_in(path, 1))
    assert reviewer.is_staff and not reviewer.is_superuser
    assert reviewer.has_perm("drugs.review_facts")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_run_keeps_account_and_password(tmp_path):
    first = password_in(ensure_editors(tmp_path / "editor"))
    assert password_in(ensure_editors(tmp_path / "editor")) == first
    assert User.objects.filter(username=EDITOR).count() == 1


def test_a_new_database_gets_a_new_password(tmp_path):
    first = password_in(ensure_editors(tmp_path / "editor"))
    User.objects.all().delete()
    assert password_in(ensure_editors(tmp_path / "editor")) != first


class Server:
    """A server that ends when told to, and remembers what it was told."""

    def __init__(self, sent_to_us):
        self.sent_to_us = sent_to_us
        self.told = []

    def wait(self):
        os.kill(os.getpid(), self.sent_to_us)
        return 0

    def terminate(self):
        self.told.append(signal.SIGTERM)

    def send_signal(self, which):
        self.told.append(which)


@pytest.mark.parametrize(
    ("sent", "passed_on"),
    [
        (signal.SIGTERM, signal.SIGTERM),
        (signal.SIGHUP, signal.SIGTERM),  # a closed terminal leaves no server behind
        (signal.SIGUSR1, signal.SIGHUP),  # which the server takes for a reload
    ],
)
def test_a_signal_reaches_the_server_as_what_it_means(sent, passed_on):
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1)}
    server = Server(sent)
    try:
        assert wait_for(server) == 0
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert server.told == [passed_on]
