"""llama.cpp's own server over a GGUF file, as a process: the true protocol, whatever the model says.

    python tests/servers/llama_cpp.py --model FILE.gguf [--port N] [--context N]

Prints its base URL when it listens, and runs until its standard input closes.
"""

from __future__ import annotations

import argparse
import sys


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--model", required=True)
    asked.add_argument("--port", type=int, default=0)
    asked.add_argument("--context", type=int, default=1024)
    wanted = asked.parse_args()

    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = wanted.model
    params.hostnames = ["127.0.0.1"]
    params.port = wanted.port
    params.n_ctx = wanted.context
    # One request at a time, by one thread: two collapse where other tests run beside it.
    params.n_parallel = 1
    params.cpuparams.n_threads = 1
    params.cpuparams_batch.n_threads = 1
    params.endpoint_slots = True
    params.ui = False
    params.verbosity = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}/v1\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
