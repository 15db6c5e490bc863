"""Follow-ups: what a question takes over from the talk before it, and where the talk stands."""
