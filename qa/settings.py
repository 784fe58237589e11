"""Settings: defaults, then `QINGHAI_QA_*` environment variables, then flags of the command line."""

from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Generator = Literal["extractive", "openai", "transformers"]


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
    transformers_model: str | None = Field(
        default=None, description="folder, GGUF file or hub name of a causal model"
    )
    generator_timeout: float = Field(
        default=60.0, gt=0, description="seconds for a whole answer of a language model"
    )

    host: str = Field(default="127.0.0.1", description="address that `serve` binds")
    port: int = Field(default=8000, ge=0, le=65535, description="port that `serve` binds")
