"""The page: static files as they are, no build step. `/c/{id}` is the same page, which then opens that citation."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parent.parent / "page"
_FRESH = {"Cache-Control": "no-cache"}


class Files(StaticFiles):
    """Static files that a browser asks about again: after an update, nobody runs half of the old page."""

    def file_response(self, *args: object, **kwargs: object) -> FileResponse:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers.update(_FRESH)
        return response  # type: ignore[return-value]


def install(app: FastAPI) -> None:
    """Adds `/`, `/figures`, `/c/{id}` and the files under `/page`."""
    for route in ("/", "/figures", "/c/{citation_id:path}"):
        app.add_api_route(route, page, methods=["GET"], include_in_schema=False)
    app.mount("/page", Files(directory=PAGE), name="page")


async def page() -> FileResponse:
    return FileResponse(PAGE / "index.html", headers=_FRESH)
