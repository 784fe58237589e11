"""create_app: the routes, the guards around them, and their order."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Security
from fastapi.security import HTTPBearer
from starlette.middleware.cors import CORSMiddleware

from qa.answerer import Answerer
from qa.settings import Settings
from qa.web import asking, errors, figures, health, openai, pages, reading, suggest
from qa.web.guard import BodyLimit, Guard
from qa.web.keys import Keys
from qa.web.memory import Memory
from qa.web.trail import Trail
from qa.web.work import Desk

_DESCRIPTION = (
    "Answers about Chinese government work reports, in the report's own words. Every sentence is cited, every number "
    "stands in its citation; where the report does not say, the answer says so."
)


_KEY = HTTPBearer(auto_error=False, scheme_name="key", description="one of the server's API keys")


def create_app(answerer: Answerer, settings: Settings) -> FastAPI:
    """The application over one finished Answerer. Raises `WrongUse` where the settings do not make sense."""
    desk = Desk(settings)
    memory = Memory(answerer, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Qinghai QA", version="1", description=_DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/openapi.json",
    )  # fmt: skip
    errors.install(app)
    keys = [Security(_KEY)] if Keys.of(settings) else []  # only described here: guard.py asks for it
    for router in (
        asking.routes(answerer, memory, desk, settings),
        reading.routes(answerer, desk),
        figures.routes(answerer),
        suggest.routes(answerer, desk),
        openai.routes(memory, desk, settings),
    ):
        app.include_router(router, dependencies=keys)
    app.include_router(health.routes(answerer))
    pages.install(app)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limit=settings.max_body)
    app.add_middleware(Guard, settings=settings)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(settings.cors_origins), allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "X-API-Key", "X-Request-ID"], expose_headers=["X-Request-ID"],
        )  # fmt: skip
    app.add_middleware(Trail)
    return app
