"""Answers written by a chat model: what it is sent, and what of its words may be shown."""
