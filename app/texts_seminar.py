"""The Japanese of the seminar tool: screen, files, command. What the law says is quoted, never written here."""

from __future__ import annotations

from types import MappingProxyType

TAB = "研修素材"
TITLE = "研修素材を作る"
PURPOSE = (
    "テーマ・対象者・時間を選ぶと、進行表・スライド・発表者ノート・事例演習・確認問題・配布資料を、"
    "収録資料の引用だけで作ります。PowerPointとWordで保存して、そのまま直せます。"
)
TOPIC = "テーマ"
TOPIC_READY = "すぐ使えるテーマ"
TOPIC_FREE = "自由に入力（上のテーマより優先）"
TOPIC_FREE_HINT = "例：退職者 / 秘密保持契約 / テレワークと情報管理"
AUDIENCE = "対象者"
MINUTES = "時間（分、15〜120）"
MAKE = "研修素材を作る"
EMPTY = "テーマ・対象者・時間を選んで「研修素材を作る」を押すと、ここに内容が出ます。作ったものは、この画面を閉じると消えます。"
UNEXPECTED = (
    "予期しない問題が起きたため、研修素材を作れませんでした。少し待ってから、もう一度お試しください。"
)

KIND = "研修資料"
SUBTITLE = "{audience}向け・{minutes}分"
MADE = "作成日：{date}　秘密ナビ"
READY_NOTE = "あらかじめ用意したテーマから作りました。"
FREE_NOTE = "自由なテーマのため、検索で集めた節から作りました。テーマに合わないスライドがないか、使う前に確かめてください。"
FEWER = "このテーマで、正解が1つに決まる問題は{count}問だけです（10問に足りない分は作っていません）。"
TEN = 10
NO_QUESTIONS = "このテーマでは、正解が1つに決まる確認問題を作れませんでした。"
NO_CASE = "このテーマに近い事例は、収録資料から選べませんでした。"
CASE_AT_HOME = "事例演習は、時間の都合で当日の進行に入れていません。配布資料に入れてあります。"

OUTLINE = "進行表"
OUTLINE_HEAD = ("内容", "時間")
PARTS = MappingProxyType(
    {
        "opening": "はじめに（目的と進め方）",
        "slides": "本編（スライド{count}枚）",
        "case": "事例演習（{count}件）",
        "quiz": "確認問題（{count}問）",
        "closing": "まとめ・質疑",
    }
)
MINUTES_OF = "{minutes}分"
TOTAL = "合計"
SLIDES = "スライド"
SLIDES_COUNT = "スライド（{count}枚）"
CASE = "事例演習"
CASE_FACTS = "事実"
CASE_DISCUSS = "話し合うこと"
CASE_SAYS = "資料の記載"
QUIZ = "確認問題"
QUIZ_COUNT = "確認問題（{count}問）"
QUIZ_NUMBER = "問{number}"
QUIZ_ANSWERS = "確認問題の解答と解説"
QUIZ_IN_CLASS = "当日に{count}問、残りは配布資料で"
ANSWER = "解答と解説"
SHOW_ANSWER = "答えを見る"
RIGHT = "正解：{letter}　{option}"
WHY = "根拠：「{quote}」"
CONFUSION = "「{option}」が出てくるのは、別の記載です：「{quote}」"
LETTERS = ("A", "B", "C", "D")
BLANK = "〔？〕"
FILL = f"次の記載の{BLANK}に入るものは、どれですか。「{{sentence}}」"
CONTINUED = "（続き）"
# A space at which no line is broken.
GLUE = "\u00a0"
SOURCES = "出典"
BEFORE_USE = "ご利用の前に"
DESKS = "相談窓口"
DESK_CHECKED = "（連絡先の確認日：{date}）"
FOOTNOTE = "[{number}] {title}　{place}（{kind}）"
PUBLISHED = "掲載先　{title}：{url}"
FOOTNOTE_MORE = "ほかの出典は、ノートと末尾の出典一覧にあります。"
PAGE_FOOT = "秘密ナビ　法的助言ではありません"
NOT_ADVICE = "法的助言ではありません"

NOTE_TIME = "【時間の目安】約{minutes}分"
NOTE_SAY = "【この1枚で伝えること】"
NOTE_MORE = "【補足（資料の記載）】"
NOTE_UNCONFIRMED = "【資料で確認できない点】聞かれたら、確認できないと答えてください。"
NOTE_ASKED = "【出やすい質問と、資料の記載】"
NOTE_Q = "問：{question}"
NOTE_A = "答：{answer}"
NOTE_SOURCE = "【出典】"
NOTE_COVER = "【進め方】"
NOTE_CASE = "【進め方】少人数で話し合い、発表してもらってから、次の「資料の記載」へ進みます。"
NOTE_QUIZ = "【進め方】1分ほど考えてもらい、手を挙げてもらってから、次のスライドで答え合わせをします。"

HANDOUT = "配布資料"
NAME_LINE = "所属：　　　　　　　　　　　　氏名：　　　　　　　　　　　　"
MEMO = "メモ"

SAVE_SLIDES = "PowerPointで保存（スライド）"
SAVE_HANDOUT = "Wordで保存（配布資料）"
SAVE_QUIZ = "CSVで保存（確認問題）"
STEM = "研修素材_{topic}_{audience}_{date}"
CSV_HEAD = (
    "番号", "問題", "選択肢A", "選択肢B", "選択肢C", "選択肢D", "正解", "解説", "出典", "版", "箇所", "ページ",
)  # fmt: skip
PREVIEW_NOTES = "発表者ノートを見る"
SAID_WRITTEN = "保存しました：{file}"
