"""The Japanese of the tool 照会回答案; what is written in a letter stands in `corpus/reply/phrases.toml`."""

from __future__ import annotations

from datetime import date

TAB = "照会回答案"
PURPOSE = "照会のメールを貼り付けると、質問を見つけ、出典つきの回答案（下書き）を作ります。"

MASKS = {
    "mail": "メールアドレス",
    "phone": "電話番号",
    "post": "郵便番号",
    "address": "住所",
    "link": "ウェブページ",
    "company": "会社名",
    "name": "氏名",
    "signature": "署名欄",
}

SHEET = "編集資料"
NUMBER = "（{number}）"
BULLET = "・"
JOINED = "・"
COMMA = "、"
DOT = "・"
ABOUT = "（ご照会事項{numbers}）"
SOURCE = "{title}（{labels}）{place}"
NAMED = "「{title}」（{details}）"

CHECK_MASKED = "照会文の個人情報{count}件を伏せて作成しました。宛名は発送前に書き込んでください。"
CHECK_WORDING = "次の質問として探しました：{question}"
CHECK_LESS_SURE = (
    "質問に直接答える記述ではない可能性があります。出典の前後を確かめ、合わなければ差し替えてください。"
)
CHECK_ELSEWHERE = "{country}の法令等は収録資料にありません。引用は日本などの資料の記載です。そのまま送らず、要否を判断してください。"
CHECK_PREMISE = "照会文にある内容（前提）が資料の記載と合っているか、確かめてください。"
CHECK_DIGEST = "要約からの引用です。発送前に公式の資料の原文と照合してください。"
CHECK_SHEET = (
    "国別シートなど、秘密ナビが編集した資料からの引用を含みます。照会者は入手できないため、"
    "根拠の法令・公式資料で確かめ、出典を差し替えてください。"
)
CHECK_DESK = "連絡先の確認日：{date}"

LETTER_TITLE = "ご照会への回答案"
LETTER_DATE = "{date}"
FILE_STEM = "照会回答案_{date}"

LETTER_LABEL = "照会の文面"
LETTER_PLACEHOLDER = "メールの本文を、件名や署名ごと貼り付けてください（{limit}文字まで）。"
LETTER_HINT = (
    "氏名・会社名・連絡先・署名欄は、探す前に伏せます。貼り付けた文面は保存も記録もされません。"
    "社内の秘密にあたる具体的な内容は、削ってから貼り付けてください。"
)
AMOUNT_LABEL = "引用の量"
BRIEF = "要点のみ"
WHOLE = "すべて"
MAKE = "回答案を作る"
AGAIN = "この質問で作り直す"
CLEAR = "消去"
QUESTIONS_LABEL = "見つけた質問（直せます。1行に1つ）"
QUESTIONS_HINT = (
    "国名などを補った形で表示しています。質問を足す・削る・言い換えると、その内容で探し直せます。"
)
QUESTIONS_TITLE = "質問を直して作り直す"
EMPTY = "照会の文面を貼り付けて「回答案を作る」を押すと、ここに回答案が出ます。"
WORKING = "質問を見つけ、資料を調べています"
UNEXPECTED = "予期しない問題が起きたため、回答案を作れませんでした。少し待ってから、もう一度お試しください。"

SUMMARY = "質問{found}件のうち{answered}件に引用で回答、{unsupported}件は資料で確認できませんでした。"
MASKED_TITLE = "伏せた個人情報（{count}件）"
MASKED_NONE = "個人情報は見つかりませんでした。残っていないか、念のため確かめてください。"
MASKED_NOTE = "伏せた値は回答案には出ません。伏せ漏れがないか確かめてください。"
CHECKS_TITLE = "発送前に確かめること"
CHECKS_NOTE = "Wordでは、同じ内容がコメントとして付きます。発送前にコメントを削除してください。"
CHECK_FOR = "{number}{question}"
LETTER_SECTION = "回答案"
LETTER_SHOWN = "照会の文面（伏せた後）"
NOTE = "担当者への注意"
COPY = "文面をコピー"
SAVE_WORD = "Wordで保存"
SAVE_TEXT = "テキストで保存"

STATUS = {"answered": "引用あり", "unsure": "要確認", "partial": "一部のみ", "refused": "資料になし"}


def japanese(day: date) -> str:
    """Return a day as letters have it."""
    return f"{day.year}年{day.month}月{day.day}日"
