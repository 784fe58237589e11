"""Settings: defaults, then `QINGHAI_QA_*` environment variables, then flags of the command line."""

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from documents.errors import WrongUse

Generator = Literal["extractive", "openai", "transformers"]
CommaSeparated = Annotated[tuple[str, ...], NoDecode]
DEFAULT_RATE = 60
"""Questions a minute for one key or address on a server that others can reach: a person never types that fast."""


class Settings(BaseSettings):
    """Every setting, with its environment variable in capitals behind `QINGHAI_QA_`.

    >>> Settings(home=Path("/tmp/x")).home
    PosixPath('/tmp/x')
    """

    model_config = SettingsConfigDict(env_prefix="QINGHAI_QA_", frozen=True, extra="ignore")

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir("qinghai-qa", appauthor=False)),
        description="where indexes and prepared models are kept",
    )
    model: str | None = Field(
        default=None,
        description="embedding model: a sentence-transformers folder or hub name; bundled one if unset",
    )
    reports: Path | None = Field(
        default=None, description="a folder of report folders of your own, instead of the bundled one"
    )

    generator: Generator = Field(default="extractive", description="who phrases the answer")
    openai_base_url: str | None = Field(default=None, description="address of an OpenAI-compatible service")
    openai_model: str | None = Field(default=None, description="its model")
    openai_api_key: SecretStr | None = Field(default=None, description="its key")
    transformers_model: str | None = Field(default=None, description="folder, GGUF file or hub name of a causal model")
    generator_timeout: float = Field(default=60.0, gt=0, description="seconds for a whole answer of a language model")

    host: str = Field(default="127.0.0.1", description="address that `serve` binds")
    port: int = Field(default=8000, ge=0, le=65535, description="port that `serve` binds")

    workers: int = Field(default=1, ge=1, le=64, description="processes that answer; they share one index")
    threads: int = Field(default=4, ge=1, le=64, description="questions that one process answers at once")
    waiting: int = Field(default=64, ge=0, description="questions that may wait in one process; more get 503")
    remember: int = Field(default=2048, ge=0, description="answers that one process remembers; 0 is none")
    api_keys: CommaSeparated = Field(
        default=(), description="sha256 hashes of the keys that may ask, comma-separated; none: anyone may"
    )
    api_keys_file: Path | None = Field(default=None, description="the same, one hash a line; # begins a comment")
    rate_limit: int | None = Field(
        default=None,
        ge=0,
        description="requests a minute for one key or address; 0 is off; unset: off on loopback",
    )
    cors_origins: CommaSeparated = Field(
        default=(), description="other sites whose pages may call the API, comma-separated"
    )
    trusted_proxies: str = Field(
        default="127.0.0.1", description="proxies whose X-Forwarded-For is believed, comma-separated"
    )
    max_body: int = Field(default=262_144, ge=1_024, description="bytes of a request's body")
    max_history: int = Field(default=20, ge=0, description="turns of a conversation that are read, the latest ones")
    max_seconds: float = Field(default=90.0, gt=0, description="seconds for one answer, waiting included")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="what the server logs")
    log_format: Literal["json", "text"] = Field(default="json", description="how the server logs")
    log_questions: bool = Field(default=False, description="write the text of questions to the log")
    run_folder: Path | None = Field(
        default=None,
        description="memory that workers share (counters); made by `serve`, on a memory disk if there is one",
    )

    @field_validator("api_keys", "cors_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def rate(self) -> int:
        """Requests a minute for one key or address; 0 is no limit."""
        if self.rate_limit is not None:
            return self.rate_limit
        return 0 if self.is_local else DEFAULT_RATE

    def environment(self) -> dict[str, str]:
        """These settings as environment variables, for a process that this one starts.

        >>> Settings(port=9000).environment()["QINGHAI_QA_PORT"]
        '9000'
        """
        values: dict[str, str] = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is None:
                continue
            if isinstance(value, SecretStr):
                value = value.get_secret_value()
            values[f"QINGHAI_QA_{name.upper()}"] = ",".join(value) if isinstance(value, tuple) else str(value)
        return values


def load(**flags: object) -> Settings:
    """The settings of the environment, with `flags` on top. Raises `WrongUse`, naming the variable that is wrong."""
    from pydantic import ValidationError

    try:
        return Settings(**flags)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "QINGHAI_QA_" + "_".join(map(str, first["loc"])).upper()
        raise WrongUse(
            f"{name} is not right: {first['msg']}", "see `qinghai-qa serve --help` and the README's settings"
        ) from None
