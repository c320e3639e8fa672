"""The desks' tools: from what a user tells to a cited, exportable result. Pure functions and data."""
