"""The pages for staff under /staff/: plain HTML behind a login, without Gradio."""
