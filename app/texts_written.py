"""Every Japanese sentence about answers written by a language model."""

from __future__ import annotations

# What the model writes where the quotations do not answer: in the prompt, in the flow and in the tests.
CANNOT_WRITE = "引用からは答えられません。"
NOW_ANSWER = "上の <question> に、<quote> だけを使って、守ることのとおりに答えてください。"

# Said with every written answer.
CHECKED = "言語モデル（{model}）が書き、1文ずつ出典と照合した回答です。照合は機械によるもので、出典の文も確かめてください。"
DROPPED = "書かれた{written}文のうち、{dropped}文は出典で確かめられず、示していません。"
SOFTENED = "{softened}文は、出典の文に置き換えました。"
REMOTE = "質問と引用の文が、この機械の外（{host}）へ送られます。"
SENT = "質問と引用の文を、この機械の外（{host}）へ送りました。"
ADDED = "資料の文："

# Why the extractive answer stands.
STANDS = "{why}ので、資料の文をそのまま示します。"
NOTES = {
    "unreachable": "言語モデルのサーバー（{host}）につながらなかった",
    "timeout": "言語モデルの返事が時間内に終わらなかった",
    "status": "言語モデルのサーバーがエラーを返した",
    "refused_key": "言語モデルのサーバーがキーを受け付けなかった",
    "no_model": "言語モデルのサーバーにモデル「{model}」がなかった",
    "too_long": "引用が言語モデルの扱える長さを超えた",
    "cut": "言語モデルの返事が途中で切れた",
    "garbage": "言語モデルの返事が読み取れなかった",
    "empty": "言語モデルの返事が空だった",
    "loop": "言語モデルが同じ文を繰り返した",
    "foreign": "言語モデルの返事が日本語ではなかった",
    "cannot": "言語モデルが引用から答えを書けなかった",
    "unsupported": "言語モデルの書いた文が出典で確かめられなかった",
    "uncited": "言語モデルが出典を正しく示さなかった",
}
