"""Finding passages: embeddings, words, fusion, sync."""
