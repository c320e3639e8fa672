"""Documents in, one immutable index out. Nothing here knows a question's user."""
