"""The host: an HTTP API and the page, thin over one Answerer.

app.py        create_app: everything below put together
asking.py     /api/ask, /api/chat          openai.py    /v1/chat/completions, /v1/models
reading.py    /api/citations, /api/reports, /api/search
figures.py    /api/figures                   suggest.py   /api/suggestions
pages.py      / and /c/{id}                health.py    /healthz, /readyz, /metrics
work.py       questions run in threads, with a queue, a time limit and a stop
memory.py     answers given lately, given again
guard.py      keys (keys.py), rates (rates.py), size and speed of bodies
trail.py      request ids, logs, security headers
errors.py     one shape for every error    schema.py    the shapes of OpenAPI, with examples
server.py     serve: uvicorn, one process or several
"""

from qa.web.app import create_app
from qa.web.server import serve

__all__ = ["create_app", "serve"]
