"""The seam to a language model, against servers that behave well and badly (tests/servers)."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
import traceback
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import pytest
from servers.started import GGUF, Server, small_model_missing, started, until

from app import texts
from app.llm import Message, Writer, connect
from app.llm_errors import Kind, ModelError
from app.settings import Settings

PRIVATE = "匿名の相談内容"
ASKED: list[Message] = [("system", "引用だけから書く。"), ("user", PRIVATE)]
THREE = "営業秘密の要件は三つです。"


def writer(server: Server, model: str, **changes: Any) -> Writer:
    found = connect(Settings(llm_url=server.url, llm_model=model))
    assert found is not None
    return replace(found, **{"seconds": 20.0, "wait": 10.0, **changes})


def heard(writer: Writer, limit: int = 200) -> tuple[str, ModelError | None]:
    """What was said, and what was raised then."""
    said = ""
    try:
        for piece in writer.stream(ASKED, limit):
            said += piece
    except ModelError as error:
        return said, error
    return said, None


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("say", THREE),
        ("whole", THREE),
        ("unchunked", THREE),
        ("bare", THREE),
        ("reasoning", THREE),
        ("think", THREE),
        ("crlf", "一つ目。\n二つ目。"),
        ("split", "営業秘密の要件は三つです。𠮷野家。"),
        ("surrogate", "あい"),
        ("usage", "はい。"),
    ],
)
def test_an_answer_is_heard_to_its_end(scripted: Server, script: str, said: str) -> None:
    assert heard(writer(scripted, script)) == (said, None)


def test_an_answer_comes_in_pieces(scripted: Server) -> None:
    assert len(list(writer(scripted, "say").stream(ASKED))) == 5


@pytest.mark.parametrize(
    ("script", "kind", "detail", "said"),
    [
        ("error-500", "status", "500", ""),
        ("error-418", "status", "418", ""),
        ("refused-400", "status", "400", ""),
        ("error-inside", "status", "500", ""),
        ("error-401", "refused_key", "401", ""),
        ("error-403", "refused_key", "403", ""),
        ("error-404", "no_model", "404", ""),
        ("no such script", "no_model", "404", ""),
        ("error-429", "busy", "429", ""),
        ("error-503", "busy", "503", ""),
        ("error-413", "too_long", "413", ""),
        ("long-llama", "too_long", "400", ""),
        ("long-vllm", "too_long", "400", ""),
        ("long-openai", "too_long", "400", ""),
        ("long-studio", "too_long", "200", ""),
        ("redirect-301", "redirect", "301", ""),
        ("redirect-302", "redirect", "302", ""),
        ("redirect-307", "redirect", "307", ""),
        ("redirect-308", "redirect", "308", ""),
        ("no-http", "garbage", "", ""),
        ("html", "garbage", "", ""),
        ("unstreamed", "garbage", "", ""),
        ("noise", "garbage", "", ""),
        ("broken-json", "garbage", "", ""),
        ("other-json", "garbage", "", ""),
        ("number-json", "garbage", "", ""),
        ("choices-text", "garbage", "", ""),
        ("deep-json", "garbage", "", ""),
        ("nothing", "garbage", "", ""),
        ("done-only", "garbage", "", ""),
        ("empty", "empty", "", ""),
        ("filtered", "empty", "", ""),
        ("think-only", "empty", "", ""),
        ("cut", "cut", "", "初めの文です。"),
        ("cut-first", "cut", "", ""),
        ("cut-unchunked", "cut", "", "初めの文です。"),
        ("reset", "cut", "", "初めの文です。"),
        ("unfinished", "cut", "", "初めの文です。"),
        ("length", "limit", "", "初めの文です。次の"),
        ("huge", "limit", "", ""),
        ("huge-error", "limit", "", ""),
    ],
)
def test_a_failure_is_told_by_its_kind(
    scripted: Server, script: str, kind: Kind, detail: str, said: str
) -> None:
    told, error = heard(writer(scripted, script))
    assert error is not None
    assert (error.kind, error.detail, told) == (kind, detail, said)


@pytest.mark.parametrize(
    "script", ["error-500", "error-401", "error-403", "error-inside", "html", "unstreamed"]
)
def test_a_servers_words_reach_neither_reader_nor_log(
    scripted: Server, script: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Servers repeat the prompt in their errors."""
    caplog.set_level(logging.INFO)
    _, error = heard(writer(scripted, script))
    assert error is not None
    shown = texts.error(error) + repr(error) + "".join(traceback.format_exception(error)) + caplog.text
    assert PRIVATE not in shown
    assert scripted.asked(script)[-1]["body"]["messages"][1]["content"] == PRIVATE


def test_the_libraries_own_debug_log_holds_no_text(
    scripted: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert heard(writer(scripted, "say"))[0]
    assert PRIVATE not in caplog.text


def test_a_loop_ends_at_the_limit(scripted: Server) -> None:
    said, error = heard(writer(scripted, "loop"), limit=100)
    assert error is not None
    assert error.kind == "limit"
    assert said.startswith("同じ文です。同じ文です。")
    assert len(said) < 2000


def test_an_echo_is_what_was_sent(scripted: Server) -> None:
    assert heard(writer(scripted, "echo")) == (f"引用だけから書く。\n{PRIVATE}", None)


@pytest.mark.parametrize(
    ("script", "changes", "said"),
    [
        ("silent", {"wait": 0.5}, ""),
        ("silent-later", {"wait": 0.5}, "初めの文です。"),
        ("silent", {"seconds": 1.0}, ""),
        ("silent-later", {"seconds": 1.0}, "初めの文です。"),
        # Each byte comes in time, the answer never.
        ("drip-bytes", {"seconds": 1.0}, ""),
        ("drip-head", {"seconds": 1.0}, ""),
    ],
)
def test_a_server_that_does_not_come_to_an_end_is_left(
    scripted: Server, script: str, changes: dict[str, float], said: str
) -> None:
    told, error = heard(writer(scripted, script, **changes))
    assert error is not None
    assert (error.kind, told) == ("timeout", said)
    assert until(lambda: scripted.asked(script)[-1]["gone"])


def test_what_drips_is_heard_until_the_deadline(scripted: Server) -> None:
    told, error = heard(writer(scripted, "drip", seconds=1.5))
    assert error is not None
    assert error.kind == "timeout"
    assert told.startswith("ぽ")


def test_ending_an_answer_early_closes_the_connection(scripted: Server) -> None:
    answer = writer(scripted, "drip").stream(ASKED)
    assert list(islice(answer, 2)) == ["ぽ", "つ"]
    assert not scripted.asked("drip")[-1]["gone"]
    answer.close()  # type: ignore[attr-defined]
    assert until(lambda: scripted.asked("drip")[-1]["gone"])


def test_an_answer_nobody_asks_on_for_is_not_begun(scripted: Server) -> None:
    before = len(scripted.asked("whole"))
    writer(scripted, "whole").stream(ASKED)
    assert len(scripted.asked("whole")) == before


def test_answers_side_by_side_are_kept_apart(scripted: Server) -> None:
    names = [scripted.script(f"side-{n}", say=f"{n}番の答え。" * 5, pieces=2, delay=0.02) for n in range(6)]
    said: dict[str, tuple[str, ModelError | None]] = {}

    def ask(name: str) -> None:
        said[name] = heard(writer(scripted, name))

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == {name: (f"{n}番の答え。" * 5, None) for n, name in enumerate(names)}


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        found = connect(Settings(llm_url=url, llm_model="m"))
        assert found is not None
        _, error = heard(found)
    assert error is not None
    assert error.kind == "unreachable"


def test_a_server_without_tls_where_tls_is_expected(scripted: Server) -> None:
    secure = scripted.url.replace("http:", "https:")
    found = connect(Settings(llm_url=secure, llm_model="say"))
    assert found is not None
    _, error = heard(found)
    assert error is not None
    assert error.kind == "unreachable"


@pytest.mark.parametrize("text", [None, "", "証明書ではない", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_certificates_that_cannot_be_read_are_named_and_nothing_is_sent(
    scripted: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    file = tmp_path / "company.pem"
    if text is not None:
        file.write_text(text, "utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    found = connect(Settings(llm_url=scripted.url.replace("http:", "https:"), llm_model="say"))
    assert found is not None
    told, error = heard(found)
    assert error is not None
    assert (error.kind, told) == ("certificates", "")
    assert "SSL_CERT_FILE" in texts.error(error)


def test_without_tls_no_certificates_are_read(
    scripted: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    assert heard(writer(scripted, "say")) == (THREE, None)


def test_the_request_holds_what_is_needed_and_nothing_of_this_machine(
    scripted: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("API_KEY", "ORG_ID", "PROJECT_ID", "ADMIN_KEY", "BASE_URL", "API_BASE"):
        monkeypatch.setenv(f"OPENAI_{name}", "http://stranger.example/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Stranger: stranger")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert heard(writer(scripted, "say"), limit=50) == (THREE, None)
    request = scripted.asked("say")[-1]
    assert request["path"] == "/v1/chat/completions"
    names = {name.lower() for name in request["headers"]}
    assert names == {"host", "accept", "content-type", "content-length", "user-agent", "accept-encoding"}
    assert "stranger" not in str(request)
    assert request["body"] == {
        "model": "say",
        "messages": [{"role": role, "content": text} for role, text in ASKED],
        "temperature": 0.0,
        "max_tokens": 50,
        "stream": True,
    }


def test_a_key_goes_to_the_server_and_is_shown_nowhere(
    scripted: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(llm_url=scripted.url, llm_model="say", llm_key="sk-verborgen")
    found = connect(settings)
    assert found is not None
    assert heard(found) == (THREE, None)
    assert scripted.asked("say")[-1]["headers"]["Authorization"] == "Bearer sk-verborgen"
    assert "verborgen" not in repr(found) + repr(settings) + str(found.endpoint) + caplog.text


def test_a_limit_above_the_settings_is_not_asked_for(scripted: Server) -> None:
    heard(writer(scripted, "say", answer=70), limit=5000)
    assert scripted.asked("say")[-1]["body"]["max_tokens"] == 70


def test_a_wish_for_less_thought_is_sent(scripted: Server) -> None:
    heard(writer(scripted, "say", effort="none"))
    assert scripted.asked("say")[-1]["body"]["reasoning_effort"] == "none"


def test_without_a_model_nothing_of_it_is_imported() -> None:
    code = (
        "import sys; from app.llm import connect; from app.settings import Settings;"
        "assert connect(Settings(llm_url='')) is None;"
        "connect(Settings(llm_url='http://localhost:1', llm_model='m'));"
        "assert not {'openai', 'llama_index'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_a_sentence(kind: Kind) -> None:
    sentence = texts.error(ModelError(kind, "500"))
    assert not sentence.startswith("処理できませんでした")
    assert "{" not in sentence


def test_llama_cpp_streams_and_keeps_to_the_limit(small_model: Server) -> None:
    assert small_model.get("/health") == {"status": "ok"}
    asked: list[Message] = [("user", "Count to one hundred.")]
    answer = writer(small_model, "any", seconds=120.0).stream(asked, 12)
    pieces = [next(answer), next(answer)]
    with pytest.raises(ModelError) as raised:
        pieces.extend(answer)
    assert raised.value.kind == "limit"
    assert len(pieces) <= 12
    assert all(pieces)


def test_llama_cpp_says_the_same_twice(small_model: Server) -> None:
    asked: list[Message] = [("system", "You are brief."), ("user", "What is water?")]
    model = writer(small_model, "any", seconds=120.0)
    said = [[piece for piece in islice(model.stream(asked, 20), 10)] for _ in range(2)]
    assert said[0] == said[1]


def test_llama_cpp_stops_when_the_connection_closes(small_model: Server) -> None:
    def at_work() -> bool:
        return any(slot["is_processing"] for slot in small_model.get("/slots"))

    answer = writer(small_model, "any", seconds=120.0).stream([("user", "Tell a very long story.")], 800)
    next(answer)
    assert at_work()
    answer.close()  # type: ignore[attr-defined]
    assert until(lambda: not at_work())


def test_llama_cpp_refuses_more_than_its_context(small_model: Server) -> None:
    with pytest.raises(ModelError) as raised:
        list(writer(small_model, "any", seconds=120.0).stream([("user", "water " * 3000)], 20))
    assert (raised.value.kind, raised.value.detail) == ("too_long", "400")


def test_llama_cpp_killed_while_it_answers() -> None:
    if why := small_model_missing():
        pytest.skip(why)
    with started("llama_cpp.py", "--model", str(GGUF)) as server:
        answer = writer(server, "any", seconds=120.0).stream([("user", "Tell a very long story.")], 800)
        assert next(answer)
        server.process.kill()
        with pytest.raises(ModelError) as raised:
            list(answer)
    assert raised.value.kind == "cut"


def test_llama_cpp_without_its_model_does_not_start() -> None:
    if why := small_model_missing():
        pytest.skip(why)
    with pytest.raises(RuntimeError), started("llama_cpp.py", "--model", "/nowhere.gguf"):
        pass
