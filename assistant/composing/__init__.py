"""Composing the answer without a model: the direct answer first, in the documents' own words."""
