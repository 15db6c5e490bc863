"""Finding evidence: what is looked for, and how well each statement speaks to the question."""
