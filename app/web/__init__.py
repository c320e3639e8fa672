"""The chat screen: Gradio for layout and wiring, pure functions for everything shown.

The environment is set here because gradio reads it when it is imported, and every module of
this package is imported after its package.
"""

from __future__ import annotations

import os

# Not a default: no setting of the user's shell may switch a request to the outside back on.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["GRADIO_SHARE"] = "False"
# Defaults only: a hub model, when the settings ask for one, needs the hub.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
