"""The one seam to chat models: any provider that LangChain knows, chosen by settings."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, cast

from assistant.settings import Settings
from assistant.writing.failure import ChatModelMissing

if TYPE_CHECKING:
    import httpx
    from langchain_core.language_models import BaseChatModel

MOST_BYTES = 16_000_000  # of one reply; the longest answer allowed with its thoughts is far below


def build_chat_model(settings: Settings) -> BaseChatModel | None:
    """The model that is configured, or None, with a warning where a setting is lacking. Raises
    ChatModelMissing where LangChain's package for the provider is not installed."""
    provider = settings.chat_provider
    lacking = [] if settings.chat_model else ["POLICY_CHAT_MODEL"]
    if provider == "openai" and not settings.chat_base_url:
        lacking.append("POLICY_CHAT_BASE_URL")  # where questions go is said, never assumed
    if lacking:
        if settings.chat_base_url or settings.chat_model:
            warnings.warn(f"没有填写 {lacking[0]}，只用原文摘录", stacklevel=2)
        return None
    settings.silence_tracing()
    from langchain.chat_models import init_chat_model

    try:
        options = {"model_provider": provider, **_options(settings)}
        return cast("BaseChatModel", init_chat_model(settings.chat_model, **options))
    except ImportError as error:
        module = getattr(error.__cause__, "name", None) or f"langchain_{provider}"
        reason = f"需要另装一个包：pip install {module.split('.')[0].replace('_', '-')}"
    except ValueError as error:  # its words may hold the key
        reason = f"不能使用（{type(error).__name__}），请核对大模型的设置"
    raise ChatModelMissing(f"POLICY_CHAT_PROVIDER={provider} {reason}")


def _options(settings: Settings) -> dict[str, Any]:
    """What every provider's class takes, and what OpenAI-compatible services need besides."""
    options: dict[str, Any] = {
        "temperature": 0,
        "timeout": settings.chat_first_token_seconds,
        "max_retries": settings.chat_retries,
        "max_tokens": settings.chat_max_tokens,
    }
    key = settings.chat_api_key.get_secret_value()
    options |= {"base_url": settings.chat_base_url} if settings.chat_base_url else {}
    options |= {"api_key": key} if key else {}
    if settings.chat_provider != "openai":
        return options
    options.setdefault("api_key", "none")  # local services want none, the client insists on one
    # OpenAI alone knows the newer name of the limit
    options["stream_usage"] = False
    options["http_async_client"] = _http_client(settings.chat_first_token_seconds)
    if "api.openai.com" not in settings.chat_base_url:
        options["extra_body"] = {"max_tokens": options.pop("max_tokens")}
    return options


def _http_client(patience: float) -> httpx.AsyncClient:
    """A client that follows no redirect and reads no reply without end, packed or plain."""
    import httpx

    class Bounded(httpx.AsyncByteStream):
        def __init__(self, stream: httpx.AsyncByteStream) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            left = MOST_BYTES
            async for part in self._stream:
                left -= len(part)
                if left < 0:
                    raise httpx.DecodingError("the reply is too long")
                yield part

        async def aclose(self) -> None:
            await self._stream.aclose()

    async def guard(response: Any) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise httpx.DecodingError("a packed reply was not asked for")
        wait = response.headers.get("retry-after", "")
        if wait.isdigit() and int(wait) > patience:
            response.headers["x-should-retry"] = "false"  # the client would wait minutes
        response.stream = Bounded(response.stream)

    headers, hooks = {"accept-encoding": "identity"}, {"response": [guard]}
    return httpx.AsyncClient(headers=headers, event_hooks=hooks, timeout=patience)
