"""Questions that a table answers: identity cards, targets, calculations, policies at a glance."""
