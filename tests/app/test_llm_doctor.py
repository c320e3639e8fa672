"""What `himitsu doctor` says of the language model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from servers.started import Server, started

from app import texts_llm
from app.doctor import Check, about_model
from app.settings import Settings


def check(url: str, **changes: Any) -> Check:
    return about_model(Settings(**{"llm_url": url, "llm_model": "say", "llm_key": "sk-geheim", **changes}))


def test_off() -> None:
    assert check("", llm_key="") == Check(texts_llm.DOCTOR, True, texts_llm.DOCTOR_OFF)


def test_on_and_there(scripted: Server) -> None:
    found = check(scripted.url)
    assert found.ok
    assert found.detail == "say（127.0.0.1、このパソコンの中）：応答しました。"
    request = scripted.get("/asked")[-1]
    assert (request["path"], request["body"]) == ("/v1/models", None)
    assert request["headers"]["Authorization"] == "Bearer sk-geheim"


def test_a_name_that_is_not_listed_is_pointed_to(scripted: Server) -> None:
    found = check(scripted.url, llm_model="sya")
    assert found.ok
    assert "一覧にこの名前はありません" in found.detail


def test_no_server_there() -> None:
    with started("scripted.py") as server:
        pass
    found = check(server.url)
    assert not found.ok
    assert found.detail.startswith(
        "say（127.0.0.1、このパソコンの中）：言語モデルのサーバーにつながりません。"
    )


def test_certificates_that_cannot_be_read(
    scripted: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    found = check(scripted.url.replace("http:", "https:"))
    said = texts_llm.LLM_ERRORS["llm_certificates"]
    assert (found.ok, found.detail) == (False, f"say（127.0.0.1、このパソコンの中）：{said}")


def test_another_path(scripted: Server) -> None:
    found = check(f"{scripted.root}/v2")
    assert not found.ok
    assert "404" in found.detail


@pytest.mark.parametrize("url", ["http://models.example/v1", "not an address", "https://u:geheim@h.example"])
def test_settings_that_cannot_be_used(url: str) -> None:
    found = check(url)
    assert not found.ok
    assert "HIMITSU_LLM_" in found.detail
    assert "geheim" not in found.detail


def test_llama_cpp(small_model: Server) -> None:
    assert check(small_model.url).ok
