"""Commands of the work tools; `app.cli` registers them. Heavy libraries are imported when run."""
