"""Settings: the only reader of the environment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """All settings, from POLICY_* variables or a .env file; every default works offline."""

    model_config = SettingsConfigDict(
        env_prefix="POLICY_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    documents_dir: Path = Field(_ROOT / "corpus" / "documents", description="要回答的文件所在目录")
    store_dir: Path = Field(_ROOT / "index" / "store", description="索引存放目录")
    data_dir: Path = Field(_ROOT / "data", description="反馈等用户数据存放目录")

    embedder: Literal["bundled", "openai", "none"] = "bundled"
    embedding_base_url: str = ""
    embedding_api_key: SecretStr = SecretStr("")
    embedding_model: str = ""

    max_question_chars: int = Field(500, ge=1, le=5000)
    today: date | None = None

    staff_user: str = "staff"
    staff_password: SecretStr = SecretStr("")
    report_file: Path = _ROOT / "evals" / "results" / "latest" / "report.html"

    host: str = "127.0.0.1"
    port: int = 7860

    def day(self) -> date:
        """Today, unless a fixed day is set (tests, reproducible runs)."""
        return self.today or date.today()
