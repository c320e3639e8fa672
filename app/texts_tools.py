"""The Japanese that the work tools share; each tool has its own `texts_<tool>.py` beside this file."""

from __future__ import annotations

CHAT_TAB = "質問する"
MORE_TABS = "ほかのタブ"
SAVE = "保存"
SAVE_WORD = "Wordで保存"
SAVE_EXCEL = "Excelで保存"
SAVE_POWERPOINT = "PowerPointで保存"
SAVE_CSV = "CSVで保存"
SAVE_STATE = "入力内容を保存"
LOAD_STATE = "保存した内容を読み込む"
EXPORT_DATE = "作成日：{date}"
FOOT = "秘密ナビ　法的助言ではありません"
UNCONFIRMED = "未確認"
CARDS = "引用した資料を見る（{count}件）"
