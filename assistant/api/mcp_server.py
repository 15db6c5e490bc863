"""The tools for programs that speak the Model Context Protocol."""

from mcp.server import MCPServer
from mcp_types import ToolAnnotations

from assistant.api.tools import ABOUT, PolicyTools

_TOLD = (
    "查询所收录的政策文件。ask 的回答每句带编号，编号对应 citations；转述时请保留出处。"
    "状态为 not_stated、not_found 的，文件没有写，请照实转告，不要补充。"
)


def mcp_server(tools: PolicyTools, version: str) -> MCPServer[None]:
    """A server without a transport."""
    server = MCPServer[None](
        "policy-assistant",
        title="政策问答助手",
        instructions=_TOLD,
        version=version,
        log_level="WARNING",
        subscriptions=False,
    )
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for name, about in ABOUT.items():
        server.add_tool(getattr(tools, name), description=about, annotations=reads)
    return server
