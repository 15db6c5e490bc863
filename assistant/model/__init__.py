"""With a model: what it is sent, what it wrote, and what of that may be shown."""
