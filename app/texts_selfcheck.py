"""The Japanese of the self-check: its tab, its Excel files, its command. No facts about law: those are cited."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any, Protocol

TAB = "自己点検"
TITLE = "チェックリスト自己点検"
PURPOSE = "公的な資料にもとづくチェックリストで管理体制を点検し、Excelで保存・比較して、ジェトロの支援の申請準備に使えます。"
STATUS = MappingProxyType({"done": "済", "part": "一部", "todo": "未", "none": "対象外", "": "未回答"})
CHOICES = ("done", "part", "todo", "none")

# 画面
CHECKLISTS = "点検するチェックリスト（複数選べます）"
CHECKLIST_CHOICE = "{title}（{count}項目）"
PLACE = "点検する拠点・部署（任意）"
PLACE_SHORT = "拠点・部署"
PLACE_HINT = "例：タイ工場　製造部"
START = "点検を始める"
LOAD = "保存したExcelを読み込む"
COMPARE = "以前のExcelと比べる"
EMPTY = "チェックリストを選んで「点検を始める」を押すか、保存したExcelを読み込んでください。入力した内容はこの画面の中だけにあり、Excelで保存するまで、どこにも残りません。"
NONE_CHOSEN = "チェックリストを1つ以上選んでください。"
PAGE = "表示する章"
PREVIOUS = "前へ"
NEXT = "次へ"
ORDER = "並べ方"
BY_CHAPTER = "章ごと"
BY_GAP = "不足の大きい順（未→一部→未回答）"
SHOW = "表示する項目"
SHOW_ALL = "すべて"
SHOW_OPEN = "残っているもの（未・一部・未回答）"
SHOW_UNANSWERED = "未回答だけ"
SHOW_GAPS = "未・一部だけ"
SHOW_LATE = "期限を過ぎたもの"
SEARCH = "言葉で絞り込む（項目・担当・メモ）"
RANGE = "{first}〜{last}件目（全{total}件）"
CHAPTER_PAGE = "{title}｜{name}"
NO_ITEMS = "この条件に当てはまる項目はありません。「表示する項目」や言葉を変えてください。"
DETAILS = "担当・期限・メモ・証拠"
DETAILS_FILLED = "担当・期限・メモ・証拠（記入あり）"
OWNER = "担当"
OWNER_HINT = "資料の例：{owner}"
DUE = "期限"
NOTE = "メモ"
EVIDENCE = "証拠（規程名、記録の場所など）"
EVIDENCE_SHORT = "証拠"
SOURCE = "根拠を読む"
SOURCE_MORE = "同じ節のほかの箇所（{count}件）"
SOURCE_NOTE = "項目は資料をもとに本ツールが点検の形に書いたものです。項目が指す節のうち、言葉がいちばん近い箇所を先に示しています。"
CLEAR_MARK = "未回答に戻す"
LATE = "期限超過"
SECRETS = "メモや証拠の欄に、秘密の中身そのものは書かないでください。"
# 貼り付けの見張り
WARNED = "この欄の内容を確かめてください。秘密の中身は書かず、どこに何があるかだけで足ります。"
KEEP = "このまま書いておく"
SAVE_ALL = "このままファイルを作る"
WHERE = "「{item}」の{field}"

# 進み具合
PROGRESS = "進み具合"
CHAPTERS = "章ごとの進み具合"
OVERALL = "全体"
COUNTS = "済 {done}・一部 {part}・未 {todo}・未回答 {blank}"
OUT = "（対象外 {none}を除く{counted}項目）"
RATIO = "{done}／{counted}項目が済（{percent}%）"
NOTHING_COUNTED = "対象の項目なし"
BAR = "{name}：{counted}項目のうち済{done}、一部{part}"
NOT_JUDGED = "進み具合は記入の集計で、法的な判断ではありません。"

# 保存・比較・申請
SAVE_HEAD = "保存・比較・申請の準備"
SAVE = "Excelファイルを作る"
SAVE_LINK = "Excelで保存（{count}項目、記入{marked}項目）"
NOT_SAVED = "未保存の変更あり"
UNSAVED = "保存していない変更があります。「Excelファイルを作る」を押して保存してください。"
READY = "今の内容でファイルを作りました。下のリンクで保存してください。"
READ = "{file}を読み込みました：{count}項目。"
READ_PROBLEMS = "読み込めなかったところ（{count}件）。ほかの内容は読み込みました。"
MORE_PROBLEMS = "ほか{count}件"
STARTED = "{count}項目の点検を始めました。"
NO_CHECK = "先に点検を始めるか、Excelを読み込んでください。"
STEM = "自己点検_{date}"

PROBLEMS = MappingProxyType(
    {
        "unknown": "{row}行目：項目ID「{value}」は今のチェックリストにありません。この行は読み込みません。",
        "no_id": "{row}行目：項目IDがありません。この行は読み込みません。",
        "twice": "{row}行目：項目ID「{value}」が2回目です。初めの行を使いました。",
        "status": "{row}行目：状況「{value}」は使えません。済・一部・未・対象外のどれかにしてください。未回答として読み込みました。",
        "due": "{row}行目：期限「{value}」を日付として読めません。2026/12/1 のように書いてください。期限なしとして読み込みました。",
        "formula": "{row}行目：「{value}」の欄に数式があります。値に直してください。この欄は空として読み込みました。",
        "long": "{row}行目：「{value}」の欄が長すぎます。初めの部分だけを読み込みました。",
        "rows": "{row}行目より後は多すぎるため読み込みません。",
    }
)

# Excel
SHEET_CHECK = "自己点検"
SHEET_TOTALS = "集計"
SHEET_COMPARISON = "比較"
COLUMNS = ("項目ID", "チェックリスト", "章", "項目", "状況", "担当", "期限", "メモ", "証拠", "根拠")
COLUMN_ID, COLUMN_TEXT, COLUMN_STATUS = "項目ID", "項目", "状況"
COLUMN_OWNER, COLUMN_DUE, COLUMN_NOTE, COLUMN_EVIDENCE = "担当", "期限", "メモ", "証拠"
PLACE_FIELD = "拠点・部署"
DAY_FIELD = "作成日"
TOTALS_HEAD = ("チェックリスト", "章", "項目数", "済", "一部", "未", "未回答", "対象外", "済の割合")
TOTALS_ALL = "全体"
TOTALS_NOTE = "済の割合は、対象外を除いた項目数に対する「済」の割合です。「自己点検」シートの状況を変えると計算し直されます。"
HOW = "「自己点検」シートの状況（済・一部・未・対象外）、担当、期限、メモ、証拠を記入してください。並べ替えや絞り込みをしても、秘密ナビに読み込めます。隠してある「項目ID」の列は消さないでください。"
STATUS_ERROR = "済・一部・未・対象外のどれかを選んでください。"
DUE_ERROR = "日付を 2026/12/1 のように入力してください。"
NO_SOURCE = "（索引にありません）"

# 比較
COMPARED = "以前のファイル（{older}）との比較"
COMPARED_UNDATED = "以前のファイルとの比較"
DIRECTIONS = MappingProxyType(
    {
        "better": "進んだ",
        "worse": "後退した",
        "answered": "未回答と未の間で変わった",
        "scope": "対象外の扱いが変わった",
        "new": "新しい項目",
        "gone": "なくなった項目",
    }
)
SAME = "変わっていない項目：{count}件"
NO_MOVE = "状況が変わった項目はありません。"
MOVE_COLUMNS = ("変化", "チェックリスト", "章", "項目", "前の状況", "今の状況")
COMPARE_LINK = "比較をExcelで保存"
COMPARE_STEM = "自己点検の比較_{date}"

# 申請の準備
APPLICATION_HEAD = "ジェトロの支援：希望メニューの案"
COUNTRY = "支援を受ける国・地域"
PROPOSE = "希望メニューの案と申請の下書きを作る"
PROPOSED = "{country}：案の合計 {total}時間／上限 {limit}時間（残り {left}時間）"
MENU_COLUMNS = ("項目", "メニュー", "案", "時間数（参考）", "もとになった不足")
IN = "希望"
REQUIRED = "必須"
NOT_IN = "―"
CROWDED = "時間の上限のため案に入れていません"
HOURS = "{hours}時間"
HOURS_UPTO = "{hours}時間まで"
NO_HOURS = "記載なし"
GAPS = "{count}件"
BY_US = "どの不足をどのメニューに結びつけるかは本ツールの目安で、ジェトロの定めではありません。内容は専門家・ジェトロと相談して決めてください。"
ELSEWHERE = "表のメニューに結びつけていない不足：{count}件（「その他」に書くかどうかを検討してください）"
UNANSWERED = "未回答の{count}項目は、不足に数えていません。"
NO_GAPS = "管理体制の点検に「未」「一部」の項目がないため、必須の項目だけの案です。申請の準備の項目は、不足に数えません。"
APPLICATION_LINK = "申請の下書きをExcelで保存"
APPLICATION_STEM = "ジェトロ支援_申請の下書き_{country}_{date}"
APPLICATION_TITLE = "ジェトロ「海外における営業秘密漏えい対策支援事業」申請の下書き（{country}）"
NOT_THE_FORM = "これは下書きで、ジェトロの申請書ではありません。内容を確かめて、申請書に写してください。色の付いた欄は、会社だけが分かることなので空けてあります。"
EXPIRED = "この事業の資料は{day}までの内容です。申請の前に、ジェトロに最新の内容を確認してください。"
SHEET_SYSTEM = "1 管理体制の概要"
SHEET_HOLDINGS = "2 保有情報リスト"
SHEET_SELFCHECK = "3 セルフチェック"
SHEET_MENU = "4 希望メニュー・スケジュール"
SHEET_APPLICATION_SOURCES = "出典"
SYSTEM_TITLE = "自社の営業秘密管理体制の概要"
SYSTEM_COLUMNS = ("欄", "書くこと", "下書き（自己点検から）", "会社が記入")
SYSTEM_NOW = "① 現在の社内営業秘密管理体制"
SYSTEM_WHY = "② 営業秘密管理体制・保護措置の導入を希望する背景、目的"
ASK_DEPARTMENT = "担当部署"
ASK_PERSON = "担当者の有無"
ASK_MEASURES = "実際の取り組み"
ASK_AWARENESS = "自社の管理体制についての問題意識"
ASK_REASON = "今回申請したきっかけ"
DRAFT_DONE = "自己点検で「済」とした{count}項目："
DRAFT_PART = "自己点検で「一部」とした{count}項目："
DRAFT_TODO = "自己点検で「未」とした{count}項目："
DRAFT_PROGRESS = "自己点検の結果：{counts}{out}。"
DRAFT_NONE = "管理体制の点検に「済」の項目はまだありません。"
DRAFT_NO_GAP = "管理体制の点検に「未」「一部」の項目はありません。"
DRAFT_MORE = "ほか{count}項目（「3 セルフチェック」のシート）"
MORE_GAPS = "ほか{count}件"
DRAFT_CLEAR = "そのまま写さず、会社の言葉で簡単に書き直してください。"
HOLDINGS_TITLE = "保有情報リスト"
HOLDINGS_COLUMNS = (
    "番号",
    "種類",
    "資料が挙げる例",
    "情報の名称",
    "形（紙・データ・物など）",
    "保管場所",
    "管理する部署",
    "触れられる人",
    "秘密の表示",
    "備考",
)
HOLDINGS_KINDS = ("営業上の情報", "技術上の情報")
HOLDINGS_NOTE = "保有情報リストの様式は、収録した資料では未確認です。欄は本ツールの案なので、ジェトロから様式が示されたら、そちらに写してください。秘密の中身そのものは書かないでください。"
SELFCHECK_NOTE = "営業秘密管理体制セルフチェックシートの様式は、収録した資料では未確認です。ジェトロから様式が示されたら、この点検の結果をもとに記入してください。"
MENU_TITLE = "支援希望メニュー・スケジュール"
COMPANY = "企業名"
SCHEDULE_COLUMNS = (
    "項目",
    "区分",
    "メニュー",
    "希望メニュー",
    "希望日・時期",
    "実施予定日",
    "時間数（参考）",
    "希望する時間数（案）",
    "もとになった自己点検の不足",
    "出典",
)
TOTAL = "合計（自動計算）"
TOTAL_PLAIN = "案の合計：{total}時間（上限 {limit}時間）"
SOURCES_COLUMNS = ("番号", "資料", "版", "種類", "箇所", "引用", "公式の資料")

# コマンド
WROTE = "書き出しました：{file}（{count}項目）"
WROTE_APPLICATION = "申請の下書きを書き出しました：{file}（{total}時間／上限{limit}時間）"


class Counted(Protocol):
    """What can be told in numbers: how many items stand where, and how many apply."""

    @property
    def counted(self) -> int:
        """Items that apply."""

    def of(self, status: Any) -> int:
        """How many items stand so."""


def compared(day: date | None) -> str:
    """Return the head of a comparison: of which day the older file is, where it says so."""
    return COMPARED.format(older=day.isoformat()) if day else COMPARED_UNDATED


def counts(tally: Counted) -> str:
    """Return how many items stand where."""
    return COUNTS.format(
        done=tally.of("done"), part=tally.of("part"), todo=tally.of("todo"), blank=tally.of("")
    )


def ratio(tally: Counted) -> str:
    """Return how far it has come: what is done of what applies."""
    if not tally.counted:
        return NOTHING_COUNTED
    done = tally.of("done")
    return RATIO.format(done=done, counted=tally.counted, percent=100 * done // tally.counted)


def excluded(tally: Counted) -> str:
    """Return how many items do not apply; nothing where all do."""
    return OUT.format(none=tally.of("none"), counted=tally.counted) if tally.of("none") else ""
