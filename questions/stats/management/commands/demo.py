"""Makes a demo learner with months of history, to see what the pages show."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from questions.bank.models import Item
from questions.blocks.models import Block
from questions.stats.demo import live
from questions.stats.demo_learner import DAYS
from questions.stats.models import DEMO_USERNAME
from quizsite.accounts.models import User


class Command(BaseCommand):
    help = "Make the demo learner with months of history; print how to sign in, with a new password each time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Also where DEBUG is off, as on a public site.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or options["force"]):
            raise CommandError("DEBUG is off: this may be a site that people use. Add --force if you mean it.")
        if not Item.objects.active().exists():
            raise CommandError("The bank is empty. Run load_drugs and stock_bank first.")
        user, made = User.objects.get_or_create(username=DEMO_USERNAME)
        if not made and user.is_staff:
            raise CommandError(f"“{DEMO_USERNAME}” is an editor here, not the demo learner.")
        if not Block.objects.filter(user=user).exists():
            self._live(user)
        password = secrets.token_urlsafe(9)
        user.set_password(password)
        user.save(update_fields=["password"])
        blocks = Block.objects.filter(user=user).count()
        self.stdout.write(f"{DEMO_USERNAME}: {blocks} blocks. Sign in with the password {password}")

    def _live(self, user: User) -> None:
        today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        for day in live(user, today):
            if self.stderr.isatty():
                self.stderr.write(f"\rday {day + 1} of {DAYS}", ending="\n" if day + 1 == DAYS else "")
