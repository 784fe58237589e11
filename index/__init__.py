"""How we find it: the embedding model, the index and the rankings. Knows statements, not questions' meaning."""
