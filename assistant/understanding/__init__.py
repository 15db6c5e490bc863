"""From a message to the questions in it: what kind each is, and what it may mean."""
