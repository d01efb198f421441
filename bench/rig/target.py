"""A site of its own to break: the production server on a free port over a throw-away database with questions.

Import it first: it chooses the database. With `--postgres` a script runs again under .make/postgres.py.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
if "--postgres" in sys.argv:
    again = [sys.executable, *(each for each in sys.argv if each != "--postgres")]
    os.execv(sys.executable, [sys.executable, str(ROOT / ".make" / "postgres.py"), *again])

FOLDER = Path(tempfile.mkdtemp(prefix="quiz-faults-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
DATABASE = FOLDER / "database" / "quiz.sqlite3"  # a folder of its own: a script may put a small disk there
DATABASE.parent.mkdir()
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
    os.environ["DATABASE_URL"] = f"sqlite:///{DATABASE}"
os.environ["CACHE_URL"] = f"file://{FOLDER / 'cache'}"
os.environ["DJANGO_SETTINGS_MODULE"] = "quizsite.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from questions.bank.sources import load_facts  # noqa: E402
from questions.bank.stocking import store  # noqa: E402
from questions.generator.build import generate  # noqa: E402
from questions.generator.proving import Report  # noqa: E402
from quizsite.core.management.commands.pulse import watch  # noqa: E402
from quizsite.core.management.commands.serve import collect_static_files, start_server  # noqa: E402
from quizsite.core.pulse import beat  # noqa: E402
from tests.factories.bank import ItemFactory  # noqa: E402

WORKERS = 2
ITEMS = 40


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """The server with its pulse, as `manage.py serve` runs them."""

    def __init__(self, port: int | None = None) -> None:
        self.port = port or free_port()
        self.server: subprocess.Popen[bytes] | None = None
        self.stop_pulse = threading.Event()

    def start(self) -> None:
        """Give back the time of an outage, start the server, feel its pulse."""
        beat(timezone.now())
        self.server = start_server(self.port, WORKERS)
        self.stop_pulse = threading.Event()
        url = f"http://127.0.0.1:{self.port}/healthz"
        threading.Thread(target=watch, args=(url, self.stop_pulse), daemon=True).start()

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End parent and workers at once, and with them the pulse."""
        self.stop_pulse.set()
        assert self.server
        os.killpg(self.server.pid, how)
        self.server.wait()

    def signal(self, which: signal.Signals) -> None:
        """Tell the parent something."""
        assert self.server
        self.server.send_signal(which)


@contextmanager
def running_site(port: int | None = None) -> Iterator[Site]:
    """Make the database with questions in it, serve it, and end the server afterwards."""
    call_command("migrate", verbosity=0)
    collect_static_files()
    if not ItemFactory._meta.model.objects.exists():
        ItemFactory.create_batch(ITEMS)
    site = Site(port)
    site.start()
    try:
        yield site
    finally:
        site.kill(signal.SIGTERM)
        connection.close()


def stock_real_items(count: int) -> None:
    """Load the content and put so many of its generated items into service."""
    call_command("load_drugs", stdout=StringIO(), stderr=StringIO())
    store(list(generate(load_facts(), 1, count, Report())))


def database_name() -> str:
    """Return what a line of results names as its database."""
    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
