"""The web: the Gradio pages for everyone, plain pages behind a login for staff."""
