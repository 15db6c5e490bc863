"""How the weights of the reader are made; needs the `train` extra and is never run by tests."""
