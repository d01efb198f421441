"""What happens to every request: redirects of htmx requests leave the fragment they came from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase


class HtmxRedirectMiddleware:
    """Turn a redirect into `HX-Redirect`: a sign-in page must never be swapped into a fragment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.headers.get("HX-Request") != "true" or not isinstance(response, HttpResponseRedirectBase):
            return response
        # A browser follows a redirect before htmx sees it, so the target travels in a header instead.
        told = HttpResponse(status=204, headers={"HX-Redirect": response.url})
        told.cookies = response.cookies
        return told
