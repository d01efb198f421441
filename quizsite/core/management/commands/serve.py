"""Brings a checkout up and serves it: database, content, bank, editor, server; prints the address last.

Content is loaded and the bank stocked only into an empty database: what editors changed since is theirs.
"""

import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from quizsite.core.management.commands.pulse import watch
from quizsite.core.pulse import beat

EDITOR, REVIEWER = "editor", "reviewer"  # what one changes the other approves
STARTUP_SECONDS = 20
STOPPING_SECONDS = SUCCEEDING_SECONDS = 10


class Command(BaseCommand):
    help = "Migrate, load, stock and serve on 127.0.0.1. A second run starts in seconds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2, help="server processes; one thread each")

    def handle(self, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if not apps.get_model("drugs", "Drug").objects.exists():
            call_command("load_drugs")
        if not apps.get_model("bank", "Item").objects.exists():
            call_command("stock_bank")
        credentials = ensure_editors(settings.LOCAL_DIR / "editor")
        collect_static_files()
        beat(timezone.now())  # what ran when the last server stopped gets its time back before anybody asks
        server = start_server(options["port"], options["workers"])
        feel_pulse(options["port"])
        self.stdout.write(credentials.read_text().rstrip())
        self.stdout.write(f"Ready: http://127.0.0.1:{options['port']}/  (stop with Ctrl-C)")
        self.stdout.flush()
        sys.exit(wait_for(server))


def ensure_editors(credentials: Path) -> Path:
    """Create both accounts once, with random passwords kept outside git, readable by their owner only."""
    users = get_user_model().objects
    told = credentials.read_text().splitlines() if credentials.exists() else []
    lines = []
    for name, is_superuser in ((EDITOR, True), (REVIEWER, False)):
        known = next((line for line in told if f"user {name}," in line), "")
        if known and users.filter(username=name).exists():
            lines.append(known)
            continue
        password = secrets.token_urlsafe(12)
        person, _ = users.get_or_create(username=name, defaults={"is_staff": True, "is_superuser": is_superuser})
        person.set_password(password)
        person.save()
        lines.append(f"{name.capitalize()} sign-in (/admin/): user {name}, password {password}")
    users.get(username=REVIEWER).groups.add(*apps.get_model("auth", "Group").objects.filter(name="Reviewer"))
    credentials.touch(mode=0o600)
    credentials.write_text("\n".join(lines) + "\n")
    return credentials


def collect_static_files() -> None:
    """Collect again only when a source file is newer than the last collection."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    own = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*") if path.is_file()]
    own.append(settings.BASE_DIR / "requirements.txt")
    if not manifest.exists() or manifest.stat().st_mtime < max(path.stat().st_mtime for path in own):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def start_server(port: int, workers: int) -> subprocess.Popen[bytes]:
    """Start the production server and return once it accepts connections.

    It has a session of its own: what a terminal sends arrives here, and is passed on as what it means.
    """
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "quizsite.wsgi:application"]
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "warning"]
    size = ["--workers", str(workers), "--blocking-threads", "1", "--respawn-failed-workers"]
    # A client that sends half a request and then nothing must not keep the server from stopping.
    # At a reload a worker's successor has to listen before it ends, on a busy machine too.
    patience = ["--workers-kill-timeout", str(STOPPING_SECONDS), "--respawn-interval", str(SUCCEEDING_SECONDS)]
    server = subprocess.Popen([*command, *where, *size, *patience], start_new_session=True)
    until = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.05)
    server.terminate()
    raise CommandError(f"The server did not come up on port {port}; is the port taken?")


def feel_pulse(port: int) -> None:
    """Watch over the server from this process for as long as it lives."""
    url = f"http://127.0.0.1:{port}/healthz"
    threading.Thread(target=watch, args=(url, threading.Event()), daemon=True).start()


def wait_for(server: subprocess.Popen[bytes]) -> int:
    """Pass requests to stop (SIGTERM, SIGHUP) or to reload (SIGUSR1) on; return the server's exit status."""
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda *_: server.terminate())
    # New code without a dropped request: each worker ends once its successor is there.
    signal.signal(signal.SIGUSR1, lambda *_: server.send_signal(signal.SIGHUP))
    try:
        return server.wait()
    except KeyboardInterrupt:
        server.terminate()
        server.wait()
        return 0
