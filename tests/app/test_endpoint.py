"""Where a language model may be: on this machine, or elsewhere with leave."""

from __future__ import annotations

from ipaddress import IPv4Address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import texts
from app.endpoint import endpoint_of, is_loopback
from app.settings import Settings, load_settings
from indexer.errors import HimitsuError


def settings(url: str, **changes: Any) -> Settings:
    return Settings(**{"llm_url": url, "llm_model": "m", **changes})


def refused(url: str, **changes: Any) -> HimitsuError:
    with pytest.raises(HimitsuError) as raised:
        endpoint_of(settings(url, **changes))
    assert "{" not in texts.error(raised.value)
    return raised.value


@pytest.mark.parametrize("url", ["", "  "])
def test_off_without_an_address(url: str) -> None:
    assert endpoint_of(settings(url)) is None


def test_off_by_default() -> None:
    assert endpoint_of(Settings()) is None


@pytest.mark.parametrize(
    ("url", "shown", "host"),
    [
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1", "127.0.0.1"),
        ("http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1", "127.0.0.1"),
        # Forgotten by many: where such servers are.
        ("http://localhost:11434", "http://localhost:11434/v1", "localhost"),
        (" http://LOCALHOST:11434/ ", "http://localhost:11434/v1", "localhost"),
        ("http://127.200.3.4/v1", "http://127.200.3.4/v1", "127.200.3.4"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", "::1"),
        # Japanese full stops: shown as it is looked up.
        ("http://127\u30020\u30020\u30021/v1", "http://127.0.0.1/v1", "127.0.0.1"),
        ("https://localhost/api/openai", "https://localhost/api/openai", "localhost"),
    ],
)
def test_this_machine(url: str, shown: str, host: str) -> None:
    found = endpoint_of(settings(url))
    assert found is not None
    assert (found.url, found.host, found.local, found.model) == (shown, host, True, "m")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://api.example/v1", "api.example"),
        ("http://192.168.0.7:11434/v1", "192.168.0.7"),
        ("http://10.0.0.1", "10.0.0.1"),
        ("http://localhost.evil.example/v1", "localhost.evil.example"),
        ("http://127.0.0.1.nip.io/v1", "127.0.0.1.nip.io"),
        ("http://localhost./v1", "localhost."),
        ("http://0.0.0.0:11434/v1", "0.0.0.0"),  # noqa: S104
        ("http://0x7f.1/v1", "0x7f.1"),
        ("http://0x7f000001/v1", "0x7f000001"),
        ("http://2130706433/v1", "2130706433"),
        ("http://127.1/v1", "127.1"),
        ("http://[::ffff:127.0.0.1]/v1", "::ffff:127.0.0.1"),
        ("http://[::]/v1", "::"),
        ("http://[fe80::1]/v1", "fe80::1"),
        # Cyrillic о: shown as it is looked up.
        ("http://l\u043ecalhost/v1", "xn--lcalhost-nbh"),
    ],
)
def test_another_machine_needs_leave(url: str, host: str) -> None:
    error = refused(url)
    assert (error.key, error.values["host"]) == ("llm_remote", host)
    assert "HIMITSU_LLM_REMOTE=allow" in texts.error(error)
    assert host in texts.error(error)
    found = endpoint_of(settings(url, llm_remote="allow"))
    assert found is not None
    assert (found.local, found.host) == (False, host)


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:11434",
        "localhost:11434/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "unix:///run/model.sock",
        "http://",
        "http:///v1",
        "//127.0.0.1/v1",
        "http://127.0.0.1@evil.example/v1",
        "http://user:geheim@127.0.0.1/v1",
        "http://@evil.example/v1",
        "http://127.0.0.1\\@evil.example/v1",
        "http://127.0.0.1:11434/v1?key=geheim",
        "http://127.0.0.1/v1#geheim",
        "http://127.0.0.1/v1?",
        "http://127.0.0.1:port/v1",
        "http://127.0.0.1:99999999/v1",
        "http://127.0.0.1 evil.example/v1",
        "http://127.0.0.1\n.evil.example/v1",
        "http://127.0.0.1\x00/v1",
        "http://[::1/v1",
        "http://[::1%25eth0]/v1",
        "http://\uff11\uff12\uff17.0.0.1/v1",
        "http://0127.0.0.1/v1",
        "http://127.0.0.1:0/v1",
        "言語モデル",
    ],
)
@pytest.mark.parametrize("leave", ["refuse", "allow"])
def test_what_is_no_address_is_refused_and_not_repeated(url: str, leave: str) -> None:
    error = refused(url, llm_remote=leave)
    assert error.key == "llm_url"
    assert "geheim" not in texts.error(error) + str(error)


@pytest.mark.parametrize("model", ["gpt-oss:120b-cloud", "glm-4.6:cloud", "Kimi-K2:1T-CLOUD"])
def test_a_model_that_is_passed_on_to_a_cloud_is_not_on_this_machine(model: str) -> None:
    assert refused("http://localhost:11434/v1", llm_model=model).key == "llm_relayed"
    found = endpoint_of(settings("http://localhost:11434/v1", llm_model=model, llm_remote="allow"))
    assert found is not None
    assert not found.local


@pytest.mark.parametrize("model", ["qwen2.5:7b", "cloud", "my-cloud", "cloudy:7b", "a:cloud-7b"])
def test_other_models_are(model: str) -> None:
    found = endpoint_of(settings("http://localhost:11434/v1", llm_model=model))
    assert found is not None
    assert found.local


def test_a_key_is_not_sent_unencrypted_to_another_machine() -> None:
    error = refused("http://models.example/v1", llm_remote="allow", llm_key="sk-geheim")
    assert error.key == "llm_key_plain"
    assert "geheim" not in texts.error(error) + str(error)
    for url in ("https://models.example/v1", "http://127.0.0.1/v1"):
        assert endpoint_of(settings(url, llm_remote="allow", llm_key="sk-geheim"))


@pytest.mark.parametrize("key", ["sk ge heim", "sk-geheim\nX-Other: 1", "鍵geheim", "sk\x00geheim"])
def test_a_key_that_cannot_be_one_is_refused_unseen(key: str) -> None:
    error = refused("http://127.0.0.1/v1", llm_key=key)
    assert error.key == "llm_key"
    assert "geheim" not in texts.error(error) + str(error)


def test_a_model_must_be_named() -> None:
    assert refused("http://127.0.0.1/v1", llm_model=" ").key == "llm_no_name"


def test_the_answer_leaves_room_for_the_quotations() -> None:
    assert refused("http://127.0.0.1/v1", llm_context=1024, llm_answer=800).key == "llm_answer_long"


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIMEOUT", "0"), ("WAIT", "0"), ("CONTEXT", "100"), ("ANSWER", "1"), ("REMOTE", "yes")],
)
def test_settings_out_of_bounds_are_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"HIMITSU_LLM_{name}", value)
    with pytest.raises(HimitsuError) as raised:
        load_settings()
    assert raised.value.values == {"name": f"HIMITSU_LLM_{name}", "value": value}


def test_a_key_of_the_environment_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIMITSU_LLM_KEY", "sk-geheim")
    found = load_settings()
    assert found.llm_key.get_secret_value() == "sk-geheim"
    assert "geheim" not in f"{found!r} {found} {found.model_dump()} {found.model_dump_json()}"


@given(st.ip_addresses(v=4))
def test_addresses_are_this_machine_by_their_first_number(address: IPv4Address) -> None:
    assert is_loopback(str(address)) == (address.packed[0] == 127)


@given(st.text("lLocalhost.127:0x-", max_size=20))
def test_no_other_name_is_this_machine(host: str) -> None:
    if is_loopback(host) and host != "localhost":
        assert host.startswith("127.") or host == "::1" or set(host) <= set("0:1")
