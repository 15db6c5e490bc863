"""A model of an OpenAI-compatible service behind LangChain's chat-model interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import ConfigDict, Field

from assistant.model.chat_client import ChatService, Message, load
from assistant.model.chat_stream import ChatStream
from assistant.model.model_failure import Failure, ModelFailed
from index.circuit import Circuit

_ROLES = {"human": "user", "ai": "assistant", "system": "system"}


class ServiceChatModel(BaseChatModel):
    """Streams text alone: what a model only thinks (reasoning_content) is left out.

    While nothing comes it yields empty chunks, so that a reader who stops is noticed. Raises
    ModelFailed. Give seconds=... to have an answer within less than the service's own limit.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    service: ChatService = Field(repr=False, exclude=True)
    circuit: Circuit = Field(default_factory=Circuit, repr=False, exclude=True)

    @property
    def _llm_type(self) -> str:
        return "openai-compatible"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model": self.service.model}

    def load(self) -> None:
        """Import the client before the first question needs it."""
        load()

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        seconds: float | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        if not self.circuit.allows():
            raise ModelFailed(Failure.PAUSED)
        told: list[Failure | None] = []
        limit = self.service.seconds if seconds is None else seconds
        reading = ChatStream(self.service, _plain(messages), limit).pieces(told.append)
        try:
            with closing(reading):  # type: ignore[type-var]  # a generator
                yield ChatGenerationChunk(message=AIMessageChunk(content=""))  # one there must be
                for text in reading:
                    yield ChatGenerationChunk(message=AIMessageChunk(content=text))
        finally:
            self._judge(told)

    def _judge(self, told: Sequence[Failure | None]) -> None:
        if not told:
            self.circuit.abandoned()
        elif told[0] is None:
            self.circuit.succeeded()
        else:
            self.circuit.failed()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(c.message.content) for c in self._stream(messages, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])


def _plain(messages: Sequence[BaseMessage]) -> list[Message]:
    return [{"role": _ROLES.get(m.type, "user"), "content": m.text} for m in messages]
