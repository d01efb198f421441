"""An answer's way through the server: statements, and CPU against the least code that could do it.

That is bench/rig/plain.py. Both run in this process, in turn, on the same database (SQLite as it is deployed, or
PostgreSQL by `--postgres`), without a server around them. Items are real ones. Prints medians of CPU time.

Run: python bench/answer.py [ROUNDS]
"""

import sys
import time
import uuid
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "rig"))
from target import database_name, stock_real_items  # first: it chooses the database  # isort: skip

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from learners import LETTERS, SIZE, Learner
from plain import plain_site

from quizsite.core.management.commands.serve import collect_static_files

ITEMS = 200
HTMX = {"HTTP_HX_REQUEST": "true"}


class Browser:
    """Requests of one learner, put straight to a WSGI application."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application = application
        self.learner = Learner(port=0)
        self.places = dict(self.learner.block.block_items.values_list("position", "pk"))
        self.count = 0

    def ask(self, path: str, fields: str = "", **more: str) -> int:
        """Send one request (a POST when there are fields) and return the status."""
        body, told = fields.encode(), []
        environ = {
            "REQUEST_METHOD": "POST" if fields else "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": self.learner.headers["Cookie"],
            "HTTP_X_CSRFTOKEN": self.learner.headers["X-CSRFToken"],
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            **more,
        }
        response = self.application(environ, lambda status, _headers: told.append(int(status.split()[0])))
        b"".join(response)
        response.close()
        return told[0]

    def select(self, path: str, action: str, **more: str) -> int:
        """Choose another option of the next item, as the page's script or a plain form does."""
        round_, place = divmod(self.count, SIZE)
        self.count += 1
        fields = (
            f"choice={LETTERS[round_ % 5]}&client_key={uuid.uuid4().hex}&sequence={round_ + 1}&action={action}"
        )
        fields += f"&place={self.places[place + 1]}"
        return self.ask(path.format(self.learner.block.pk, place + 1), fields, **more)


def ways() -> dict[str, Callable[[], bool]]:
    """Return what is measured: each does one thing and tells whether it went well."""
    site, plain = get_wsgi_application(), Browser(plain_site())
    saving, moving, forms, reading = (Browser(site) for _ in range(4))
    question = "/blocks/{}/{}/"

    def by_form() -> bool:
        moved = forms.select(question, "next")
        following = f"/blocks/{forms.learner.block.pk}/{forms.count % SIZE + 1}/"
        return moved == 303 and (forms.count % SIZE == 0 or forms.ask(following) == 200)

    def read() -> bool:
        reading.count = reading.count % SIZE + 1
        return reading.ask(question.format(reading.learner.block.pk, reading.count), **HTMX) == 200

    return {
        "c+": lambda: plain.select("/plain/{}/{}/", "next") == 200,
        "save an answer (htmx)": lambda: saving.select(question, "save", **HTMX) == 200,
        "answer and next question (htmx)": lambda: moving.select(question, "next", **HTMX) == 200,
        "answer and next page (no script)": by_form,
        "open a question (htmx)": read,
    }


def statements(act: Callable[[], bool]) -> int:
    """Return how many statements one go takes, BEGIN and COMMIT among them."""
    with CaptureQueriesContext(connection) as caught:
        act()
    return len(caught)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    call_command("migrate", verbosity=0)
    collect_static_files()
    stock_real_items(ITEMS)
    acts = ways()
    for act in acts.values():
        act()  # what is loaded once
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():  # in turn, so that a busy machine is as busy for all of them
            begun = time.process_time()
            good = [act() for _ in range(10)]
            spent[name].append((time.process_time() - begun) / 10)
            if not all(good):
                raise SystemExit(f"{name}: refused")
    floor = median(spent["c+"])
    for name, act in acts.items():
        own, asked = median(spent[name]), statements(act)
        told = f"{1000 * own:5.2f} ms CPU, {own / floor:4.2f} x c+, {asked} statements"
        print(f"{database_name()}: {name:<33} {told}")


if __name__ == "__main__":
    main()
