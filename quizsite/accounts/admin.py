"""Accounts in the admin, which is entered through the site's own sign-in and its limits."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from quizsite.accounts.models import User


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Django's user page with the fields of our own."""

    list_display = ("username", "email", "is_guest", "is_staff", "last_login")
    list_filter = (*UserAdmin.list_filter, "is_guest")
    fieldsets = (*UserAdmin.fieldsets, ("Learning", {"fields": ("is_guest", "time_factor", "theme")}))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep an administrator from making anyone, or themselves, more than the groups allow."""
        own = super().get_readonly_fields(request, obj)
        return own if _is_superuser(request) else (*own, "is_superuser", "user_permissions")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)


def _is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def _may_touch(request: HttpRequest, person: Any) -> bool:
    """Leave superusers to superusers."""
    return person is None or not person.is_superuser or _is_superuser(request)


_secured = secure_admin_login(admin.site.login)


def admin_login(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """Send a guest to the sign-in page instead of a refusal; everyone else as the limits say."""
    if getattr(request.user, "is_guest", False):
        return redirect_to_login(request.GET.get("next", request.path))
    response: HttpResponse = _secured(request, extra_context)
    return response


admin.site.login = admin_login  # type: ignore[method-assign]
admin.site.site_header = "Rationale editing"
admin.site.site_title = "Rationale"
