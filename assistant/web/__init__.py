"""The Gradio pages: the chat, the source beside the answer, the document library, feedback."""
