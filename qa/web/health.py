"""Whether the process lives, whether it can answer, and its counters."""

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from qa.answerer import Answerer
from qa.web import metrics, schema
from qa.web.errors import Reply


def routes(answerer: Answerer) -> APIRouter:
    router = APIRouter(tags=["operation"])

    @router.get("/healthz", summary="Whether the process lives")
    async def healthz() -> Reply:
        return Reply({"status": "ok"})

    @router.get("/readyz", summary="Whether questions can be answered")
    async def readyz() -> Reply:
        """What is loaded. The server opens its port only once it is."""
        reports = [{"id": d.id, "statements": len(d.statements)} for d in answerer.corpus.documents]
        return Reply({"status": "ready", "reports": reports, "generator": answerer.settings.generator})

    @router.get("/metrics", summary="Counters for Prometheus", response_class=Response,
                responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **schema.errors()})  # fmt: skip
    async def metrics_() -> Response:
        return Response(metrics.exposition(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router
