"""The pulse: what counts as an outage, that one is recorded once, and who is asked whether the site answers."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from quizsite.core import pulse
from quizsite.core.management.commands import pulse as command
from quizsite.core.models import Outage, Pulse
from quizsite.core.pulse import BEAT, GAP, answers, beat, is_missing, outage_ended

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def told():
    """Collect what is sent when an outage ends."""
    heard = []

    def hear(sender, start, end, **_):
        heard.append((start, end))

    outage_ended.connect(hear)
    yield heard
    outage_ended.disconnect(hear)


def test_the_first_beat_is_no_outage(told):
    assert beat(NOON) is None
    assert Pulse.objects.get().at == NOON
    assert told == []


def test_regular_beats_are_no_outage(told):
    for n in range(5):
        assert beat(NOON + n * BEAT) is None
    assert beat(NOON + 4 * BEAT + GAP) is None
    assert not Outage.objects.exists()


def test_a_gap_is_recorded_and_told_once(told):
    beat(NOON)
    outage = beat(NOON + GAP + SECOND)
    assert (outage.started_at, outage.ended_at) == (NOON, NOON + GAP + SECOND)
    beat(NOON + GAP + 2 * SECOND)
    assert Outage.objects.count() == 1
    assert told == [(NOON, NOON + GAP + SECOND)]


def test_a_crash_while_giving_time_back_leaves_nothing_and_the_next_beat_does_it_once(told):
    beat(NOON)

    def crash(sender, **_):
        raise DatabaseError("disk full")

    outage_ended.connect(crash)
    try:
        with pytest.raises(DatabaseError):
            beat(NOON + HOUR)
    finally:
        outage_ended.disconnect(crash)
    assert not Outage.objects.exists()
    assert Pulse.objects.get().at == NOON
    beat(NOON + HOUR + SECOND)
    beat(NOON + HOUR + 2 * SECOND)
    assert Outage.objects.get().ended_at == NOON + HOUR + SECOND


def test_a_clock_that_is_set_back_is_no_outage(told):
    beat(NOON)
    assert beat(NOON - HOUR) is None
    assert Pulse.objects.get().at == NOON - HOUR
    assert told == []


def test_it_is_missing_only_where_it_was_felt_before():
    assert not is_missing(NOON)
    beat(NOON)
    assert not is_missing(NOON + GAP)
    assert is_missing(NOON + GAP + SECOND)


@pytest.fixture
def site():
    """Serve one status code on a port of this machine; return a function that sets it, and the address."""
    codes = [200]

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(codes[0])
            self.end_headers()

        def log_message(self, *_):
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield codes, f"http://127.0.0.1:{server.server_port}/healthz"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("code", "alive"), [(200, True), (400, True), (404, True), (500, False), (503, False)])
def test_a_refusal_is_an_answer_and_an_error_is_none(site, code, alive):
    codes, url = site
    codes[0] = code
    assert answers(url) is alive


def test_nobody_listening_is_no_answer():
    assert not answers("http://127.0.0.1:1/healthz")


def test_the_watch_beats_only_while_the_site_answers_and_outlives_a_database_that_does_not(monkeypatch):
    answered = iter([True, False, True, True])
    beats = iter([None, DatabaseError("locked"), None])
    log = []

    class Rounds:
        left = 4

        def wait(self, seconds):
            assert seconds == BEAT.total_seconds()
            self.left -= 1
            return self.left < 0

    def beat_once(now):
        outcome = next(beats)
        log.append(outcome)
        if outcome:
            raise outcome

    monkeypatch.setattr(pulse, "answers", lambda url: next(answered))
    monkeypatch.setattr(pulse, "beat", beat_once)
    monkeypatch.setattr(command.connection, "close", lambda: log.append("closed"))
    command.watch("http://site/", Rounds())
    assert [str(each) for each in log] == ["None", "locked", "closed", "None"]


def test_the_command_beats_once_when_told_to():
    call_command("pulse", "--once")
    assert Pulse.objects.exists()
