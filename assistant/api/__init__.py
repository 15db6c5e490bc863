"""What other programs ask: an HTTP API, OpenAI's chat interface, MCP; and what operators watch."""
