"""What every template may read."""

from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """Return the person's theme; empty follows the device."""
    return {"theme": getattr(request.user, "theme", "") if hasattr(request, "user") else ""}
