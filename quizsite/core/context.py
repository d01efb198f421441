"""What every template may read."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, object]:
    """Return version, whether mail can be sent, and the person's theme; an empty one follows the device."""
    # Lazy: a fragment has no use for the theme and must not load the person for it.
    theme = SimpleLazyObject(lambda: getattr(request.user, "theme", ""))
    return {"theme": theme, "version": settings.VERSION, "has_mail": bool(settings.EMAIL_URL)}
