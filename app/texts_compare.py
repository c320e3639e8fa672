"""The Japanese of 国別比較: screen, files, command. What the law says is quoted, never written here."""

from __future__ import annotations

from collections.abc import Mapping

TAB = "国別比較"
TITLE = "国別比較"
PURPOSE = (
    "国・地域と項目を選ぶと、収録資料の記述を並べた表を作ります。"
    "どの欄も引用で、資料が確かめていないことは「未確認」と示します。"
)
COUNTRIES = "国・地域"
ROWS = "項目"
FINE_ROWS = "さらに細かい項目"
FINE_COUNT = "さらに細かい項目（{total}件中{chosen}件を選択中）"
PRESET_PROGRAMME = "ジェトロの支援対象の国・地域"
PRESET_ALL = "すべて選ぶ"
PRESET_NONE = "すべて外す"
GO = "表を作る"
EMPTY = "国・地域と項目を選び、「表を作る」を押してください。"
ITEM = "項目"

STATES: Mapping[str, str] = {
    "told": "記載あり",
    "partly": "一部未確認",
    "unconfirmed": "未確認",
    "absent": "収録資料に記載なし",
}
ABSENT = STATES["absent"]
DIFFERS = "国で異なる"
COVERAGE = "全{total}欄：記載あり{told}、一部未確認{partly}、未確認{unconfirmed}、記載なし{absent}"
DIFFERENCES = "国による違い"
DIFFERENCES_NOTE = "表から比べる部分だけを抜き出しました。前提となる条件は、表の文で確かめてください。"
CURRENCIES = "通貨が違うため、金額の大小はこのままでは比べられません。"
SEE_TABLE = "表の文を参照"
NOTICES = "国・地域ごとの注意（資料の記述）"
LEADS = "未確認の点の調べ先（資料の記述）"
NOT_YET = "{title}（{edition}）は、{date}に施行される版です。"
TABLE = "比較表"
TABLE_PART = "比較表（{part}／{parts}）"
SELECTED = "国・地域：{countries}"
CAPTION = "国・地域ごとの比較表。横に動かせます。"
ROWS_NOTE = (
    "「収録資料に記載なし」は、収録した資料に述べた文がないという意味で、制度がないという意味ではありません。"
)

FILE_STEM = "国別比較_{countries}_{date}"
FILE_MANY = "{first}ほか{count}"
EXPORT_TITLE = "営業秘密制度の国別比較"
NOTE_PLACE = "[{number}] {title} ― {place}"
NOTES = "出典（番号順）"
NOTES_NOTE = "本文の文は、番号の箇所からの引用です。前後の文は、画面の「引用した資料を見る」か、公式の資料で確かめてください。"
DOCUMENTS = "引用した資料"
DOCUMENT_COLUMNS = ("資料", "版・位置づけ・種類", "公式のアドレス", "内容の確認日")
SHEET_TABLE = "比較表"
SHEET_DIFFERENCES = "国による違い"
SHEET_SOURCES = "出典"
DIFFERENCE_COLUMNS = ("項目", "記載", "国・地域")
URL = "公式のアドレス"
SOURCE_COLUMNS = (
    "番号",
    "法域",
    "資料",
    "版",
    "施行日",
    "有効期限",
    "位置づけ",
    "種類",
    "箇所",
    "ページ",
    "引用",
    URL,
    "内容の確認日",
)
UNDATED = "記載なし"

HELP_COUNTRY = "国・地域（複数可。「中国,タイ」のように並べてもよい。省略するとジェトロの支援対象の国・地域）"
HELP_ROW = "項目の名前か分野（複数可。省略すると基本の項目。「すべて」で全項目）"
HELP_OUT = "保存するファイル（.xlsx か .docx）"
HELP_LIST = "選べる国・地域と項目を示す"
EVERYTHING = "すべて"
SAVED = "保存しました：{file}"
