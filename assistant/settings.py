"""Settings: the only reader of the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal, Self

from dotenv import dotenv_values
from pydantic import (
    AliasChoices,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

_ROOT = Path(__file__).resolve().parent.parent
_KEY_CHARS = 16  # at least

_SITE = re.compile(r"(?:\*\.)?(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*")  # no IP address, not all of .cn

_WHY = {
    "less_than_equal": "不能大于 {le}",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "应大于 {gt}",
    "int_parsing": "应是整数",
    "float_parsing": "应是数字",
    "bool_parsing": "应是 on 或 off",
    "literal_error": "应是 {expected}",
}

Networks = Sequence[IPv4Network | IPv6Network]


class Settings(BaseSettings):
    """All settings, from POLICY_* variables or a .env file; every default works offline."""

    model_config = SettingsConfigDict(
        env_prefix="POLICY_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        populate_by_name=True,
    )

    documents_dir: Path = Field(_ROOT / "corpus" / "documents", description="要回答的文件所在目录")
    store_dir: Path = Field(_ROOT / "index" / "store", description="索引存放目录")
    templates_dir: Path | None = Field(
        None, description="本单位答复模板（名称.txt.j2）所在目录；同名的代替自带的"
    )
    data_dir: Path = Field(_ROOT / "data", description="反馈、帐号等数据存放目录")
    database_url: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("POLICY_DATABASE_URL", "DATABASE_URL"),
        description="反馈、帐号等所在的数据库；不填则是 data_dir 里的 state.sqlite3",
    )

    chroma_url: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("POLICY_CHROMA_URL", "CHROMA_URL"),
        description="向量所在的 Chroma 服务器；不填则在 store_dir 里",
    )

    question_log: bool = Field(True, description="是否记录问题（先去掉个人信息）")
    question_log_days: int = Field(180, ge=1, le=3650, description="问题记录保留的天数")

    embedder: Literal["bundled", "openai", "none"] = "bundled"
    embedding_base_url: str = ""
    embedding_api_key: SecretStr = SecretStr("")
    embedding_model: str = ""

    chat_provider: str = Field("openai", description="LangChain 的模型提供方，如 openai、ollama")
    chat_base_url: str = Field("", description="模型服务的地址；openai 不填则只用原文摘录")
    chat_api_key: SecretStr = SecretStr("")
    chat_model: str = ""
    chat_first_token_seconds: float = Field(20, gt=0, le=600)
    chat_seconds: float = Field(60, gt=0, le=1800, description="一个问题用模型的总时限（秒）")
    chat_retries: int = Field(2, ge=0, le=10)
    chat_max_tokens: int = Field(1200, ge=50, le=32000)
    chat_context_chars: int = Field(6000, ge=500, le=200_000, description="发给模型的原文字数上限")

    rerank_model: str = ""
    rerank_base_url: str = ""
    rerank_api_key: SecretStr = SecretStr("")

    offline: bool = Field(False, description="禁止一切对外调用")
    _left_out: tuple[str, ...] = PrivateAttr(default=())

    max_question_chars: int = Field(3000, ge=1, le=5000)
    answer_seconds: float = Field(30, gt=0, le=600, description="一个问题不算模型的时限（秒）")
    rate_per_minute: int = Field(60, ge=0, description="一个来访者每分钟的问题数，0 不限")
    rate_per_minute_all: int = Field(3000, ge=0, description="所有来访者每分钟的问题数，0 不限")
    at_once_per_client: int = Field(8, ge=0, description="一个来访者同时的问题数，0 不限")
    today: date | None = None

    staff_user: str = "staff"
    staff_password: SecretStr = SecretStr("")
    report_file: Path = _ROOT / "evals" / "results" / "latest" / "report.html"

    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65535)
    trusted_proxies: str = Field(
        "127.0.0.1,::1", description="反向代理的地址或网段，逗号分隔；只信它们的 X-Forwarded-For"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="info 每个请求、每个问题记一行；debug 连问题的文字"
    )
    log_format: Literal["text", "json"] = "text"
    allowed_hosts: str = Field("", description="可用来访问的域名，逗号分隔；不填则不限")
    fetch_hosts: str = Field("", description="可按网址收入文件的网站，逗号分隔；不填则不能")

    api: bool = Field(True, description="是否提供接口（/api、/v1、/mcp）")
    api_keys: SecretStr = Field(
        SecretStr(""), description="接口的密钥，逗号分隔；不填则和网页一样不需要"
    )
    metrics_from: str = Field(
        "127.0.0.1,::1", description="可看 /metrics 的地址或网段，逗号分隔；填空则关闭"
    )

    @field_validator("api_keys")
    @classmethod
    def _hard_to_guess(cls, keys: SecretStr) -> SecretStr:
        if any(len(key) < _KEY_CHARS for key in _listed(keys.get_secret_value())):
            raise PydanticCustomError("key", f"每个密钥至少 {_KEY_CHARS} 个字符")
        return keys

    @field_validator("chroma_url")
    @classmethod
    def _is_address(cls, url: SecretStr) -> SecretStr:
        from index.errors import BadAddress
        from index.vector_server import place_of

        try:
            if told := url.get_secret_value():
                place_of(told)
        except BadAddress as fault:
            raise PydanticCustomError("url", "应像 http://主机:端口") from fault
        return url

    @field_validator("metrics_from", "trusted_proxies")
    @classmethod
    def _addresses(cls, told: str) -> str:
        try:
            _networks(told)
        except ValueError:
            raise PydanticCustomError("network", "应是 IP 地址或网段，逗号分隔") from None
        return told

    @field_validator("fetch_hosts")
    @classmethod
    def _sites(cls, told: str) -> str:
        try:
            sites = [site.lower().encode("idna").decode() for site in _listed(told)]
        except UnicodeError:
            sites = [""]
        if not all(map(_SITE.fullmatch, sites)):
            raise PydanticCustomError("site", "应是域名，逗号分隔，*.example.cn 指其下各级")
        return ",".join(sites)

    @model_validator(mode="after")
    def _stay_offline(self) -> Self:
        """Taken out here, so that no reader of the settings can forget to ask."""
        if self.offline:
            services = {
                "向量服务，改用自带的向量模型": self.embedder == "openai",
                "重排服务": self.rerank_model,
                "模型服务，只用原文摘录": self.chat_base_url or self.chat_model,
                "外部网站，不能按网址收入文件": self.fetch_hosts,
            }
            self._left_out = tuple(name for name, wanted in services.items() if wanted)
            self.embedder = "bundled" if self.embedder == "openai" else self.embedder
            self.rerank_model = self.chat_base_url = self.chat_model = self.fetch_hosts = ""
        return self

    @property
    def has_chat_model(self) -> bool:
        """Whether all is filled in that a chat model needs."""
        return bool(self.chat_model and (self.chat_base_url or self.chat_provider != "openai"))

    @property
    def vectors_left_out(self) -> bool:
        """Whether there may be vectors of a service that are not to be replaced now."""
        return any(name.startswith("向量") for name in self._left_out)

    @property
    def left_out(self) -> tuple[str, ...]:
        """One line for each service that is configured and forbidden."""
        return tuple(f"已设 POLICY_OFFLINE=true，不调用{name}" for name in self._left_out)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names that the service answers to; none where it answers to any."""
        return _listed(self.allowed_hosts)

    @property
    def sites(self) -> tuple[str, ...]:
        """Those that documents may be fetched from, as ASCII."""
        return _listed(self.fetch_hosts)

    @property
    def questions_at_once(self) -> int:
        """Of the page, and as many of the interfaces: more than the processor reads only stretch
        one another, but with a model they mostly wait for it."""
        return 16 if self.has_chat_model else (os.cpu_count() or 1) + 1

    @property
    def keys(self) -> tuple[str, ...]:
        """Those that open the API; none where it is open."""
        return _listed(self.api_keys.get_secret_value())

    @property
    def metrics_networks(self) -> Networks:
        """Where the metrics may be seen from."""
        return _networks(self.metrics_from)

    def silence_tracing(self) -> None:
        """LangChain would send prompts to a tracing service that the environment names."""
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            os.environ[name] = "false"

    def day(self) -> date:
        """Today, unless a fixed day is set (tests, reproducible runs)."""
        return self.today or date.today()


def is_among(host: str, names: Iterable[str]) -> bool:
    """Whether a host is one of the names; "*.name" is all below it."""
    return any(host == name or (name[:2] == "*." and host.endswith(name[1:])) for name in names)


def _listed(told: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, told.split(","))))


def _networks(told: str) -> Networks:
    return tuple(map(ip_network, _listed(told)))


class SettingsBroken(Exception):
    """A value that cannot be used; str() is one Chinese line."""


def read_settings() -> Settings:
    """The settings. Raises SettingsBroken, also where a name is misspelt: to pass over
    POLICY_OFLINE would leave calls on."""
    known = {f"POLICY_{name.upper()}" for name in Settings.model_fields}
    for name in (*os.environ, *dotenv_values(".env")):
        if name.upper().startswith("POLICY_") and name.upper() not in known:
            near = get_close_matches(name.upper(), known, 1)
            meant = f"，是不是 {near[0]}" if near else ""
            raise SettingsBroken(f"设置有误：没有 {name} 这一项{meant}？请在环境变量或 .env 中更正")
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = "POLICY_" + "_".join(map(str, fault["loc"])).upper().removeprefix("POLICY_")
        why = _WHY.get(fault["type"], fault["msg"]).format_map(fault.get("ctx", {}))
        said = f"设置有误：{name} 的值不合要求（{why}）。请在环境变量或 .env 中更正"
        raise SettingsBroken(said) from None
