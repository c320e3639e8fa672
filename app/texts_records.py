"""The Japanese of feedback and records: buttons under an answer, the tab, the file, the command."""

from __future__ import annotations

from collections.abc import Mapping

from app.tools.notebook import Verdict

TITLE = "記録"
PURPOSE = (
    "回答への評価と、答えられなかった質問の一覧です。このパソコンの中だけに残り、どこにも送られません。"
    "資料を増やす人に渡すときは、Excelで保存してください。"
)
FEEDBACK = "この回答はどうでしたか"
BUTTONS: Mapping[Verdict, str] = {"useful": "役に立った", "wrong": "誤り", "source": "出典違い"}
VERDICTS: Mapping[Verdict, str] = {**BUTTONS, "refused": "答えられなかった"}
THANKS = "記録しました"
FAILED = "記録できません"
REFRESH = "一覧を新しくする"
CLEAR = "すべて消す"
CLEAR_SURE = "もう一度押すと、すべて消えます"
EMPTY = "まだ記録はありません。回答の下の「役に立った」「誤り」「出典違い」を押すか、答えられない質問があると、ここに並びます。"
OFF = "設定（HIMITSU_RECORDS=off）により、記録は残していません。"
COLUMNS = ("日付", "評価", "質問", "補った質問", "回答", "出典")
COUNT = "{verdict} {count}件"
FILE_STEM = "秘密ナビ_記録_{date}"
SHEET = "記録"
PLACE = "保存先：{path}"
CLEARED = "記録をすべて消しました。"
