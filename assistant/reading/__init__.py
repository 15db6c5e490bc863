"""Reading a question: its words and their official wordings, what it asks for, and about what."""
