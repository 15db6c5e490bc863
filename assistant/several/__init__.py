"""Several questions in one message: divided, asked for themselves, judged together."""
