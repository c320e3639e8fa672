"""The Japanese of the comparison of editions: screen, files, command."""

from __future__ import annotations

from collections.abc import Mapping

TITLE = "改訂の比較"
PURPOSE = "同じ資料の二つの版を並べ、足された節、なくなった節、変わった節を示します。"
CHOOSE = "比べる版"
COMPARE = "比べる"
EMPTY = "比べる版を選んで「比べる」を押すと、変更点と、節ごとの対照表がここに出ます。"
NONE = (
    "同じ資料の二つの版がそろっていません。新しい版の原文を「himitsu add --keep」で加えると、"
    "前の版が残り、ここで比べられます。"
)
KINDS: Mapping[str, str] = {"original": "原文どうし", "digest": "要約どうし"}
# A file of the user's own has no name for its edition.
NOW, BEFORE = "いまの版", "前の版（{mark}）"
CHOICE = "{title}：{older} → {newer}（{kind}）"
STATEMENTS = "新しい版の資料が述べる変更点"
TABLE = "節ごとの対照"
COLUMNS = ("区分", "旧：{edition}", "新：{edition}")
STATES: Mapping[str, str] = {
    "same": "同じ",
    "changed": "変更",
    "added": "追加",
    "removed": "削除",
    "paired": "対応する節",
    "untold": "対応は未確認",
}
COUNT = "{state} {count}件"
FIGURES = "数字の違い　旧：{gone}　新：{come}"
NO_FIGURE = "なし"
DIGEST_NOTE = (
    "要約は秘密ナビが書いたもので、原文の一部だけを収めています。片方の要約にない事項が、その版にないとは限りません。"
    "言葉の違いを示すには、二つの版の原文を加えてください。"
)
ORIGINAL_NOTE = (
    "節の対応は文章の近さで機械的に決めています。節が大きく書き換えられたり、分けられたりしたときは、"
    "「削除」と「追加」に分かれて出ます。"
)
ONLY_CHANGES = "変わった節だけを示す"
NOTHING_HERE = "（なし）"
SHEET_ROWS, SHEET_STATEMENTS = "対照表", "変更点"
EXCEL_COLUMNS = (
    "区分",
    "旧の見出し",
    "旧のページ",
    "旧の文章",
    "新の見出し",
    "新のページ",
    "新の文章",
    "旧だけの数字",
    "新だけの数字",
)
STATEMENT_COLUMNS = ("変更点", "資料", "版", "節", "ページ", "公式の掲載先")
FILE_STEM = "改訂の比較_{document}_{date}"
LISTED = "{key}　{choice}"
COMMAND_DONE = "{path} に保存しました。"
