"""What a browser has to fetch: the first page of a block with all it needs, and what each act sends back.

Twenty real questions in a throw-away database; sizes compressed as served: static files are gzipped when they are
collected, pages by the proxy in front. Exits with 1 when a budget is broken.
"""

import gzip
import os
import re
import sys
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["DJANGO_SETTINGS_MODULE"] = "quizsite.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

django.setup()
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

from django.contrib.staticfiles import finders  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

KB = 1024
PAGE_BUDGET, FRAGMENT_BUDGET = 40 * KB, 3 * KB
HTMX = {"HX-Request": "true"}
ACTS = {
    "choose an option": {"choice": "B", "client_key": "k1", "sequence": "1"},
    "mark for review": {"mark": "1"},
    "strike out": {"strike": "A"},
    "confidence": {"confidence": "sure"},
    "highlight": {"highlight": "0-20-green"},
    "next question": {"action": "next"},
    "before the end": {"action": "end"},
}


def weight(content: bytes) -> int:
    """Return the bytes over the wire."""
    return len(gzip.compress(content, 9))


def parts(page: str) -> list[str]:
    """Return the static files that a page asks for."""
    wanted = re.findall(r'(?:src|href)="/?static/([^"?]+)', page)
    return sorted(set(wanted))


def running_block(client: Client) -> str:
    """Start a block of twenty questions as a guest; return the address of its first question."""
    form = {"size": "20", "minutes": "30", "mode": "timed", "token": "weight"}
    return client.post("/blocks/new/", form)["Location"]


def first_page(page: bytes) -> int:
    """Print and return what the first page weighs with everything it needs."""
    total = weight(page)
    print(f"{'page':34}{total / KB:8.1f} KB")
    for name in parts(page.decode()):
        found = finders.find(name)
        size = weight(Path(found).read_bytes())
        total += size
        print(f"  {name:32}{size / KB:8.1f} KB")
    print(f"{'first page in all':34}{total / KB:8.1f} KB of {PAGE_BUDGET / KB:.0f}")
    return total


def main() -> int:
    """Measure, print, and tell whether the budgets hold."""
    call_command("migrate", verbosity=0)
    call_command("load_drugs", stdout=StringIO(), stderr=StringIO())
    call_command("stock_bank", stdout=StringIO(), stderr=StringIO())
    client = Client()
    path = running_block(client)
    held = first_page(client.get(path).content) <= PAGE_BUDGET
    print("\nwhat an act sends back")
    for name, fields in ACTS.items():
        answer = client.post(path, fields, headers=HTMX)
        size = weight(answer.content)
        held = held and answer.status_code == 200 and size <= FRAGMENT_BUDGET
        print(f"  {name:32}{size / KB:8.2f} KB of {FRAGMENT_BUDGET / KB:.0f}")
    print(f"  {'lab values, once':32}{weight(client.get('/blocks/labs/', headers=HTMX).content) / KB:8.2f} KB")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
