"""A real Firefox, driven through WebDriver BiDi (w3.org/TR/webdriver-bidi), the protocol that it speaks itself.

Playwright drives only Firefoxes of its own build; so this small client does what the tests need: open, run, look.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FIREFOX = os.environ.get("QINGHAI_QA_FIREFOX", "/usr/bin/firefox-esr")
_READY = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_QUIET = """
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""


class Firefox:
    """One window. ``faults`` collects console errors, page errors and requests that leave ``site``."""

    def __init__(self, socket: ClientConnection, site: str) -> None:
        self._socket = socket
        self._site = site
        self._number = 0
        self.faults: list[str] = []
        self._tell("session.new", capabilities={})
        self._tell("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._window = self._tell("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, path: str, size: tuple[int, int]) -> None:
        """Go to ``path`` and wait until it is loaded."""
        viewport = {"width": size[0], "height": size[1]}
        self._tell("browsingContext.setViewport", context=self._window, viewport=viewport)
        self._tell("browsingContext.navigate", context=self._window, url=self._site + path, wait="complete")

    def run(self, function: str) -> Any:
        """What the JavaScript ``function`` gives, as JSON gives it; a promise is waited for."""
        told = self._tell(
            "script.callFunction",
            functionDeclaration=f"async () => JSON.stringify(await ({function})() ?? null)",
            target={"context": self._window},
            awaitPromise=True,
        )
        if told["type"] == "exception":
            raise AssertionError(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def wait(self, function: str, seconds: float = 10) -> Any:
        """The first value of ``function`` that holds. Raises AssertionError when none comes in time."""
        until = time.monotonic() + seconds
        while not (value := self.run(function)):
            if time.monotonic() > until:
                raise AssertionError(f"not in {seconds} s: {function}")
            time.sleep(0.05)
        return value

    def picture(self, path: Path) -> None:
        """Write a PNG of what is to be seen."""
        shot = self._tell("browsingContext.captureScreenshot", context=self._window)
        path.write_bytes(base64.b64decode(shot["data"]))

    def press(self, *keys: str) -> None:
        """Press and release each key: a character, or a code point of WebDriver's keys."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self._tell("input.performActions", context=self._window, actions=[source])

    def _tell(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=60))
            if message.get("id") == self._number:
                if message["type"] == "error":
                    raise AssertionError(f"{method}: {message['message']}")
                return message["result"]
            self._notice(message.get("method"), message.get("params", {}))

    def _notice(self, event: str | None, params: dict[str, Any]) -> None:
        if event == "log.entryAdded" and params["level"] in ("error", "warn"):
            self.faults.append(f"{params['level']}: {params['text']}")
        elif event == "network.beforeRequestSent":
            url = params["request"]["url"]
            if not url.startswith((self._site, "blob:", "data:", "about:")):
                self.faults.append(f"request to {url}")


@contextmanager
def firefox(profile: Path, site: str, language: str) -> Iterator[Firefox]:
    """A Firefox without a screen, with a new ``profile`` that prefers ``language``."""
    profile.mkdir()
    (profile / "user.js").write_text(f'{_QUIET}user_pref("intl.accept_languages", "{language}");\n', encoding="utf-8")
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stderr is not None
            address = next(found[1] for line in process.stderr if (found := _READY.search(line)))
            with connect(f"{address}/session", max_size=None) as socket:
                yield Firefox(socket, site)
        finally:
            process.terminate()
