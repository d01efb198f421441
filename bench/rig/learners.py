"""Learners who answer as fast as they get replies, send again what was not acknowledged, and keep a ledger."""

import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from questions.blocks.models import Answer, BlockItem
from tests.factories.accounts import UserFactory
from tests.factories.blocks import start_block

SIZE = 40
MINUTES = 240
LETTERS = "ABCDE"
TOKEN = "t" * 32
PATIENCE_SECONDS = 20
BETWEEN_TRIES_SECONDS = 0.25
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Ledger:
    """What one learner sent and what the server said to it; keys name selections."""

    sent: dict[str, tuple[int, str]] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    retries: int = 0
    seconds: list[float] = field(default_factory=list)


class Learner:
    """One person in a running block, with a session, a connection (kept open, or one a request), and a ledger."""

    def __init__(self, port: int, keeps: bool = True) -> None:
        self.port = port
        self.keeps = keeps
        self.person = UserFactory(username=f"learner-{uuid.uuid4().hex[:8]}")
        self.block = start_block(self.person, size=SIZE, minutes=MINUTES, now=timezone.now(), stock=False)
        session = SessionStore()
        session[SESSION_KEY] = str(self.person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = self.person.get_session_auth_hash()
        session.save()
        cookies = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        self.headers = {"Cookie": cookies, "X-CSRFToken": TOKEN, "HX-Request": "true"}
        self.ledger = Ledger()
        self.connection: HTTPConnection | None = None
        self.rounds = 0

    def ask(self, method: str, path: str, body: str | None = None) -> HTTPResponse:
        """Send one request on the open connection, read the reply to its end; a broken connection is let go."""
        if self.connection is None:
            self.connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        begun = time.monotonic()
        try:
            self.connection.request(method, path, body, {**self.headers, **(FORM if body else {})})
            response = self.connection.getresponse()
            response.read()
        except (HTTPException, OSError):
            self.connection.close()
            self.connection = None
            raise
        self.ledger.seconds.append(time.monotonic() - begun)
        if not self.keeps:
            self.connection.close()
            self.connection = None
        return response

    def answer(self, stop: threading.Event) -> None:
        """Select another option of the next item, and send it until it is acknowledged or `stop` is set."""
        round_, place = divmod(self.rounds, SIZE)
        self.rounds += 1
        key, choice = uuid.uuid4().hex, LETTERS[round_ % len(LETTERS)]
        self.ledger.sent[key] = (place + 1, choice)
        body = f"choice={choice}&client_key={key}&sequence={round_ + 1}&action=save"
        while not self._is_acknowledged(key, place + 1, body):
            if stop.is_set():
                return
            self.ledger.retries += 1
            time.sleep(BETWEEN_TRIES_SECONDS)

    def _is_acknowledged(self, key: str, position: int, body: str) -> bool:
        try:
            response = self.ask("POST", f"/blocks/{self.block.pk}/{position}/", body)
        except (HTTPException, OSError) as fault:
            self.ledger.refusals[type(fault).__name__] += 1
            return False
        if response.status == 200 and response.headers["X-Answer"] == "stored":
            self.ledger.acknowledged.append(key)
            return True
        again = "" if response.headers["Retry-After"] else " without Retry-After"
        self.ledger.refusals[f"{response.status}{again}"] += 1
        return False

    def work(self, stop: threading.Event, pause: float = 0) -> None:
        """Answer until told to stop."""
        while not stop.wait(pause):
            self.answer(stop)


class Cohort:
    """Several learners at once."""

    def __init__(self, port: int, size: int, pause: float = 0, keeps: bool = True) -> None:
        self.learners = [Learner(port, keeps) for _ in range(size)]
        self.stop = threading.Event()
        self.threads = [
            threading.Thread(target=each.work, args=(self.stop, pause), daemon=True) for each in self.learners
        ]

    def begin(self) -> None:
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Let everyone finish the answer under way."""
        self.stop.set()
        for thread in self.threads:
            thread.join()

    @property
    def acknowledged(self) -> int:
        return sum(len(each.ledger.acknowledged) for each in self.learners)

    @property
    def retries(self) -> int:
        return sum(each.ledger.retries for each in self.learners)

    @property
    def refusals(self) -> Counter[str]:
        return sum((each.ledger.refusals for each in self.learners), Counter())

    def balance(self) -> tuple[str, bool]:
        """Compare ledgers and rows; returns one line, and whether nothing was lost, doubled or mistaken."""
        lost = doubled = mistaken = 0
        for learner in self.learners:
            own = Answer.objects.filter(block_item__block=learner.block)
            rows = Counter(own.values_list("client_key", flat=True))
            ledger = learner.ledger
            lost += sum(key not in rows for key in ledger.acknowledged)
            doubled += sum(rows.values()) - len(rows)
            mistaken += sum(key not in ledger.sent for key in rows) + _wrong(learner, set(rows))
        line = f"{self.acknowledged} acknowledged, {lost} lost, {doubled} duplicated, {mistaken} wrong"
        return f"{line}, {self.retries} sent again", not (lost or doubled or mistaken)


def _wrong(learner: Learner, stored: set[str]) -> int:
    """Count items whose current answer is not the last one that was sent and stored."""
    expected = {place: choice for key, (place, choice) in learner.ledger.sent.items() if key in stored}
    places = BlockItem.objects.with_choice().filter(block=learner.block).exclude(choice="")
    return sum(place.choice != expected.get(place.position) for place in places)
