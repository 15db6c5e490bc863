"""How good the assistant is, and where it fails."""
