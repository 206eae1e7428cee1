"""The values of a call, in each form that Telegram takes: query, form, multipart or JSON."""

from aiohttp import web

from entrypoints.sandbox.bot_api.refusal import bad_request, not_modelled


async def call_values(request: web.Request) -> dict[str, object]:
    """Return the parameters by name; the body wins over the query. Raise ``Refusal``."""
    values: dict[str, object] = {**request.query}
    if request.content_type == "application/json":
        return {**values, **await _json_values(request)}
    for name, value in (await request.post()).items():
        if not isinstance(value, str):
            raise not_modelled(f"upload of a file as {name}")
        values[name] = value
    return values


async def _json_values(request: web.Request) -> dict[str, object]:
    try:
        values = await request.json() if request.can_read_body else {}
    except (ValueError, RecursionError) as error:
        raise bad_request("can't parse JSON object") from error
    if not isinstance(values, dict):
        raise bad_request("expected a JSON object")
    return values
