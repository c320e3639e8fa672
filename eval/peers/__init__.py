"""Other retrieval programs beside ours, over the same passages: `python -m eval.peers [set …]`."""

import os

# Read by Haystack when it is imported: nothing is reported to anyone while we measure.
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")
