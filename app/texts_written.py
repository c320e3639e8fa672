"""Every Japanese sentence about answers written by a language model."""

from __future__ import annotations

# What the model writes where the quotations do not answer: in the prompt, in the flow and in the tests.
CANNOT_WRITE = "引用からは答えられません。"
# What the judging model begins with where a claim stands: in its prompt and where it is read.
YES = "はい"
NOW_ANSWER = (
    "上の <question> に、<quote> の中の要る文だけを使って、5文以内で答えてください。"
    "1文ごとに、句点のすぐあとに、元にした文の終わりと同じ key を角括弧で付けてください。例：…です。[{example}]"
)

# Said with every written answer.
CHECKED = "言語モデル（{model}）が書き、1文ずつ出典と照合した回答です。照合は機械によるもので、出典の文も確かめてください。"
DROPPED = "書かれた{written}文のうち、{dropped}文は出典で確かめられず、示していません。"
ASIDE = "{aside}文は、出典にありますが、質問から離れているので示していません。"
SOFTENED = "{softened}文は、出典の文に置き換えました。"
# While it writes, and beside the question box.
WRITING = "言語モデルが回答を書いています。出典と照合できた文から示します"
WRITES = "回答は、このパソコンの言語モデル（{model}）が書き、1文ずつ出典と照合します。"
SENDS = "質問と引用の文が、パソコンの外（{host}）の言語モデル（{model}）へ送られます。社内の秘密や個人の情報を書かないでください。"
BLOCKED = "回答を書く言語モデルがパソコンの外（{host}）にあるため、このままでは尋ねられません。一般的な言葉に書き直してください。"
SENT = "質問と引用の文を、パソコンの外（{host}）の言語モデルへ送りました。"

# Said of a document that gives orders to a program that reads it.
PLANTED = "{document}に、回答を作る仕組みへの命令とみられる文があります。その文は使わず、示していません。資料の出どころを確かめてください。"
A_DOCUMENT = "追加した資料"

# Why the extractive answer stands, where the model's server did nothing wrong.
STANDS = "そのため、資料の文をそのまま示します。"
LEFT = {
    "no_room": "言語モデルの読める長さ（HIMITSU_LLM_CONTEXT）に、引用が収まりません。",
    "empty": "言語モデルの応答に文がありませんでした。",
    "loop": "言語モデルが同じ文を繰り返しました。",
    "foreign": "言語モデルの応答が日本語ではありませんでした。",
    "cannot": "言語モデルは、引用から答えを書けませんでした。",
    "unsupported": "言語モデルの書いた文は、どれも出典で確かめられませんでした。",
    "aside": "言語モデルの書いた文で出典にあるものは、どれも質問から離れていました。",
    "unexpected": "言語モデルの文を調べるところで、予期しない失敗がありました。",
    "uncited": "言語モデルが、出典を正しく示しませんでした。",
}
