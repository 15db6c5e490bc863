"""Starts the chat page: python app.py"""

import os
import sys

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # before gradio is imported

from assistant.web.launch import launch

if __name__ == "__main__":
    launch(sys.argv[1:])
