"""An answer as a file: Markdown, Word."""
