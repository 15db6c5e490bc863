"""Files of any kind become the text that the reader reads."""
