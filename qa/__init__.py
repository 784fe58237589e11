"""What we say: a question in, an answer in the report's own words out, every sentence cited and checked."""
