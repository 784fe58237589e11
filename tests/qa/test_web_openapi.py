"""The OpenAPI document: its examples run, and nothing that fits it (or does not) makes the server fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from qa.settings import Settings
from qa.web import create_app
from tests.host import answerer, client

APP = create_app(answerer(), Settings(threads=2))
schema = schemathesis.openapi.from_asgi("/openapi.json", APP)


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in APP.openapi()["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def parameters(operation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """The parameters that have an example."""
    for parameter in operation.get("parameters", []):
        for example in parameter.get("schema", {}).get("examples", [])[:1] + parameter.get("examples", [])[:1]:
            yield parameter, example


@pytest.mark.parametrize(
    ("path", "method", "operation"),
    list(operations()),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_examples_run_and_the_replies_fit_their_schema(path: str, method: str, operation: dict[str, Any]) -> None:
    document = APP.openapi()
    query = {}
    for parameter, example in parameters(operation):
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", str(example))
        else:
            query[parameter["name"]] = example
    assert "{" not in path, "a path parameter without an example"
    bodies: list[Any] = [None]
    if "requestBody" in operation:
        content = operation["requestBody"]["content"]["application/json"]["schema"]
        name = content["$ref"].rsplit("/", 1)[-1]
        bodies = document["components"]["schemas"][name]["examples"]
    for body in bodies:
        with client() as web:
            response = web.request(method, path, params=query, json=body)
        assert response.status_code == 200, response.text
        described = operation["responses"]["200"]["content"]
        media = response.headers["content-type"].split(";")[0]
        assert media in described
        if media == "application/json":
            reply = described[media].get("schema", {})
            jsonschema_rs.validator_for({**reply, "components": document["components"]}).validate(response.json())


def test_every_route_is_described() -> None:
    for path, method, operation in operations():
        assert operation.get("summary"), (path, method)
        assert operation.get("tags"), (path, method)


def test_keys_are_described_where_they_are_asked_for() -> None:
    assert "securitySchemes" not in APP.openapi()["components"]
    keyed = create_app(answerer(), Settings(api_keys=("0" * 64,))).openapi()
    assert keyed["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    assert keyed["paths"]["/api/ask"]["post"]["security"] == [{"key": []}]
    assert "security" not in keyed["paths"]["/healthz"]["get"]


@schema.parametrize()
@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_nothing_makes_the_server_fail(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ]
    )


def test_the_docs_name_every_route_and_every_setting_of_the_server() -> None:
    text = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
    for path, _, _ in operations():
        assert path.split("{")[0].rstrip("/") in text, path
    for name in (
        "workers",
        "threads",
        "waiting",
        "log_level",
        "log_format",
        "log_questions",
        "api_keys",
        "api_keys_file",
    ):
        assert name.upper() in text, name
    for name in (
        "rate_limit",
        "cors_origins",
        "trusted_proxies",
        "max_body",
        "max_history",
        "max_seconds",
        "host",
        "port",
    ):
        assert f"`{name.upper()}`" in text, name
