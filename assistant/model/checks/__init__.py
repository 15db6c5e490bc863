"""What verification checks in a sentence: its citations, figures, names, stance and support."""
