"""An OpenAI-compatible server that answers from a script, well or badly, as a process.

    python -m tests.servers.scripted [--port N] [--scripts FILE.json]

The request's model name chooses the script: one of `scripts.json`, of the file, or one put there while it
runs (`PUT /scripts/NAME`). Fields of a script:

    say         the answer, in "pieces" of so many characters (3), "delay" seconds between them (0)
    echo        the answer is the prompt
    obey        the answer is made from the prompt by rules [{"find": REGEX, "say": TEMPLATE, "which": N}]:
                the first rule whose expression is found says its template, with \\1 for a group of the
                match numbered `which` (0 the first, -1 the last, "all" each); nothing found: "say"
    repeat      for ever
    thought     sent as reasoning_content before
    finish      the reason of ending ("stop"); null: none, and no [DONE]
    wait        seconds before anything
    cut         the connection is closed after so many pieces; with "reset" by a reset
    status, headers, body   another answer than a stream; PROMPT in it stands for the prompt
    raw         the stream's text, byte for byte (characters below U+0100 are bytes)
    bytes       what is said in place of HTTP
    bare        without role, id, usage; crlf: lines end in CR LF; chunked: false, the end is the closing;
    cut_bytes   so many bytes at a time

`GET /asked` lists the requests: path, headers, body, pieces sent, whether the client went away.
Prints its base URL when it listens, and runs until its standard input closes.
"""

from __future__ import annotations

import argparse
import json
import re
import select
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

Script = dict[str, Any]
SCRIPTS: dict[str, Script] = json.loads(Path(__file__).with_name("scripts.json").read_text("utf-8"))
ASKED: list[dict[str, Any]] = []


class Gone(Exception):
    """The client closed its connection."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    chunked = True
    one: dict[str, Any]

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/asked":
            self.whole(200, {}, ASKED)
        elif self.path == "/v1/models":
            self.note(None)
            self.whole(200, {}, {"object": "list", "data": [{"id": name} for name in SCRIPTS]})
        else:
            self.whole(404, {}, "")

    def do_PUT(self) -> None:
        SCRIPTS[self.path.removeprefix("/scripts/")] = json.loads(self.body())
        self.whole(200, {}, "")

    def do_POST(self) -> None:
        asked = json.loads(self.body())
        self.note(asked)
        script = SCRIPTS.get(asked.get("model"), {"status": 404, "body": "no such script"})
        self.close_connection = True
        try:
            self.play(script, asked)
        except (Gone, ConnectionError):
            self.one["gone"] = True

    def note(self, body: Any) -> None:
        self.one = {"path": self.path, "headers": dict(self.headers), "body": body, "sent": 0, "gone": False}
        ASKED.append(self.one)

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def play(self, script: Script, asked: dict[str, Any]) -> None:
        prompt = "\n".join(message["content"] for message in asked["messages"])
        self.pause(script.get("wait", 0))
        if "status" in script:
            self.whole(script["status"], script.get("headers", {}), filled(script.get("body", ""), prompt))
        elif "bytes" in script:
            for _ in turns(script):
                self.wfile.write(script["bytes"].encode("latin-1"))
                self.pause(script.get("delay", 0))
        elif not asked.get("stream"):
            text = answer(script, prompt)
            message = {"role": "assistant", "content": text}
            self.whole(200, {}, {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})
        else:
            self.head(script)
            if "raw" in script:
                self.raw(script)
            else:
                self.told(script, answer(script, prompt))

    def head(self, script: Script) -> None:
        self.chunked = script.get("chunked", True)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header(
            "Transfer-Encoding" if self.chunked else "Connection", "chunked" if self.chunked else "close"
        )
        self.end_headers()

    def raw(self, script: Script) -> None:
        for _ in turns(script):
            for part in script["raw"]:
                text = part["repeat"] * part["times"] if isinstance(part, dict) else part
                wide = any(ord(c) > 255 for c in text)
                self.send(text.encode("utf-8" if wide else "latin-1"), script)
            self.pause(script.get("delay", 0))
        self.end()

    def told(self, script: Script, text: str) -> None:
        if thought := script.get("thought"):
            self.event({"reasoning_content": thought, "content": None}, script)
        elif not script.get("bare"):
            self.event({"role": "assistant", "content": None}, script)
        step = script.get("pieces", 3)
        number = 0
        for _ in turns(script):
            for start in range(0, len(text), step):
                if script.get("cut") == number:
                    return self.drop(script)
                self.event({"content": text[start : start + step]}, script)
                number += 1
                self.one["sent"] = number
                self.pause(script.get("delay", 0))
        finish = script.get("finish", "stop")
        if finish:
            self.event({}, script, finish)
            self.send(b"data: [DONE]\n\n", script)
        self.end()
        return None

    def event(self, delta: dict[str, Any], script: Script, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        whole: dict[str, Any] = {"choices": [choice]}
        if not script.get("bare"):
            whole |= {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        elif finish is None:
            del choice["finish_reason"]
        self.send(f"data: {json.dumps(whole, ensure_ascii=False)}\n\n".encode(), script)

    def send(self, data: bytes, script: Script) -> None:
        if script.get("crlf"):
            data = data.replace(b"\n", b"\r\n")
        step = script.get("cut_bytes", len(data)) or 1
        for start in range(0, len(data), step):
            piece = data[start : start + step]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if self.chunked else piece)

    def end(self) -> None:
        if self.chunked:
            self.wfile.write(b"0\r\n\r\n")

    def drop(self, script: Script) -> None:
        if script.get("reset"):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self.connection.shutdown(socket.SHUT_RDWR)

    def pause(self, seconds: float) -> None:
        """Wait, and notice at once when the client goes away."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.connection], [], [], left)[0] and not self.connection.recv(
                1, socket.MSG_PEEK
            ):
                raise Gone

    def whole(self, status: int, headers: dict[str, str], body: Any) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json"} | headers).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def turns(script: Script) -> Iterator[int]:
    return iter(count()) if script.get("repeat") else iter(range(1))


def filled(body: Any, prompt: str) -> Any:
    """Put the prompt, or a long text, in place of what stands for it."""
    if isinstance(body, str):
        return body.replace("PROMPT", prompt)
    if isinstance(body, dict):
        if body.keys() == {"repeat", "times"}:
            return body["repeat"] * body["times"]
        return {name: filled(value, prompt) for name, value in body.items()}
    return [filled(one, prompt) for one in body] if isinstance(body, list) else body


def answer(script: Script, prompt: str) -> str:
    """Return what the script says to a prompt."""
    if script.get("echo"):
        return prompt
    for rule in script.get("obey", ()):
        found = list(re.finditer(rule["find"], prompt, re.S))
        which = rule.get("which", 0)
        if which == "all" and found:
            return "".join(one.expand(rule["say"]) for one in found)
        if which != "all" and -len(found) <= which < len(found):
            return found[which].expand(rule["say"])
    return str(script.get("say", ""))


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--port", type=int, default=0)
    wanted.add_argument("--scripts", type=Path)
    asked = wanted.parse_args()
    if asked.scripts:
        SCRIPTS.update(json.loads(asked.scripts.read_text("utf-8")))
    server = ThreadingHTTPServer(("127.0.0.1", asked.port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/v1\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main()
