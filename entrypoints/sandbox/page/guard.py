"""Keeps other web pages out: a page open in the same browser must not be able to drive the sandbox."""

from aiohttp import web
from aiohttp.typedefs import Handler

HOSTS_OF_THIS_COMPUTER = frozenset({"127.0.0.1", "localhost", "::1"})
UPLOAD_HEADER = "X-Leadbell-Sandbox"

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@web.middleware
async def guard_against_other_sites(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a foreign Host (DNS rebinding) and anything that a browser sends on behalf of another site."""
    if request.url.host not in HOSTS_OF_THIS_COMPUTER:
        raise web.HTTPForbidden(text="The sandbox answers to 127.0.0.1 and localhost only.")
    if _is_from_another_site(request):
        raise web.HTTPForbidden(text="The sandbox is not driven from other web pages.")
    return await handler(request)


async def add_security_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """For every answer, refusals too, just before its head is written."""
    response.headers.update(SECURITY_HEADERS)


def _is_from_another_site(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return True
    # A person who follows a link to the page comes by navigation; a script or an image does not.
    site, mode = request.headers.get("Sec-Fetch-Site"), request.headers.get("Sec-Fetch-Mode")
    return site in {"cross-site", "same-site"} and not (mode == "navigate" and request.path == "/")


def refuse_unless_from_our_page(request: web.Request) -> None:
    """Writing needs what a foreign form cannot send without asking first: JSON, or our own header."""
    if request.method != "POST" or request.content_type == "application/json":
        return
    if request.content_type == "multipart/form-data" and UPLOAD_HEADER in request.headers:
        return
    raise web.HTTPUnsupportedMediaType(text="Send JSON, or an upload from the sandbox's own page.")
