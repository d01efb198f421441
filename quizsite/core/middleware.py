"""What happens to every request: redirects of htmx requests leave the fragment they came from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class HtmxRedirectMiddleware:
    """Turn a redirect into `HX-Redirect`: a sign-in page must never be swapped into a fragment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Request") == "true" and response.status_code in (301, 302, 303):
            location = response["Location"]
            response = HttpResponse(status=204, headers={"HX-Redirect": location})
        return response
