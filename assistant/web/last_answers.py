"""The end of the service: nobody new is let in, and what is being answered is answered."""

from __future__ import annotations

import asyncio
import socket
import time

import uvicorn

from assistant.web.request_log import Traffic


class LastAnswers(uvicorn.Server):
    """Waits for the traffic; uvicorn itself would wait for every page that is open."""

    def __init__(self, config: uvicorn.Config, traffic: Traffic, seconds: float) -> None:
        super().__init__(config)
        self._traffic, self._seconds = traffic, seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn once a signal came; a second Ctrl+C ends it at once."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in [*self.server_state.connections]:
            connection.shutdown()  # one that is idle; another after its reply
        until = time.monotonic() + self._seconds
        while self._traffic.open and time.monotonic() < until and not self.force_exit:
            await asyncio.sleep(0.05)
        for connection in [*self.server_state.connections]:
            connection.transport.close()  # open pages: cancelled, each would be told as a fault
        await super().shutdown(sockets)
