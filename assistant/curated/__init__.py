"""Answers that the office has approved, given to questions that ask the same."""
