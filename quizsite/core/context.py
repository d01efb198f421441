"""What every template may read."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

# Style sheets and scripts read these as attributes of the page: data-theme and so on.
LOOK = {
    "theme": "theme",
    "text": "text_size",
    "contrast": "contrast",
    "motion": "motion",
    "shortcuts": "shortcuts",
}


def site(request: HttpRequest) -> dict[str, object]:
    """Return version, whether mail can be sent, and how the person wants pages to look; "" follows the device."""
    # Lazy: a fragment has no use for it and must not load the person for it.
    look = SimpleLazyObject(lambda: {name: getattr(request.user, field, "") for name, field in LOOK.items()})
    return {"look": look, "version": settings.VERSION, "has_mail": bool(settings.EMAIL_URL)}
