"""API keys. Only their sha256 is kept; a key is compared with all of them in constant time.

`python -m qa.web.keys` makes a key and prints it once, with the hash to put into `QINGHAI_QA_API_KEYS`.
Keys are 256 random bits, so a plain hash is as good as a slow one.
"""

import hashlib
import hmac
import re
import secrets
import sys
from dataclasses import dataclass

from starlette.datastructures import Headers

from documents.errors import WrongUse
from qa.settings import Settings

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The hashes of the keys that may ask. Without any, anyone may."""

    hashes: tuple[str, ...]

    @classmethod
    def of(cls, settings: Settings) -> "Keys":
        """From the settings and the file they name. Raises `WrongUse` where a hash is not one."""
        lines = list(settings.api_keys)
        if settings.api_keys_file is not None:
            try:
                lines += settings.api_keys_file.read_text(encoding="utf-8").splitlines()
            except OSError as error:
                raise WrongUse(
                    f"the file of API keys cannot be read ({error.strerror})", "set QINGHAI_QA_API_KEYS_FILE"
                ) from None
        hashes = [h for line in lines if (h := line.split("#")[0].strip().lower().removeprefix("sha256:"))]
        if any(not _HASH.fullmatch(h) for h in hashes):
            raise WrongUse("an API key's hash is not 64 hexadecimal digits", "make a key with: python -m qa.web.keys")
        return cls(tuple(hashes))

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def accept(self, key: str) -> bool:
        """Whether `key` is one of them. Takes the same time wherever it differs."""
        hashed = digest(key)
        return sum(hmac.compare_digest(hashed, known) for known in self.hashes) > 0  # all are looked at


def digest(key: str) -> str:
    """The hash that is kept of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def given(headers: Headers) -> str:
    """The key of a request: `Authorization: Bearer …` or `X-API-Key: …`; empty if there is none."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else headers.get("x-api-key", "").strip()


if __name__ == "__main__":
    new = f"qh-{secrets.token_urlsafe(32)}"
    sys.stdout.write(f"key   {new}\nhash  {digest(new)}\n")
