"""The host for tests: the real Answerer over the bundled report, with the fake encoder so that it is ready at once."""

from __future__ import annotations

import functools
from typing import Any

from starlette.testclient import TestClient

from documents.corpus import bundled
from index.build import build
from qa.answerer import Answerer
from qa.settings import Settings
from qa.web import create_app
from tests.fakes import FakeEncoder

GDP_ZH = "2023年青海省生产总值增长了多少？"
GDP_EN = "How much did Qinghai's GDP grow in 2023?"
OFF_TOPIC = "怎么做红烧肉？"


@functools.cache
def answerer() -> Answerer:
    """One Answerer for all tests: it is read-only and safe to share."""
    corpus = bundled()
    return Answerer(corpus, build(corpus.documents, FakeEncoder()), Settings(generator="extractive"))


def client(**settings: Any) -> TestClient:
    """A client of an application with these settings. Use it in a `with`, so that the application starts and stops."""
    return TestClient(create_app(answerer(), Settings(**settings)), raise_server_exceptions=False)
