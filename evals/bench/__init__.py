"""What it costs to search, to answer under load, and to grow; beside others on the same machine."""
