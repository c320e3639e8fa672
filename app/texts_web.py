"""The Japanese of the chat screen and of the exported files."""

from __future__ import annotations

from types import MappingProxyType

PRODUCT = "秘密ナビ"
PURPOSE = "営業秘密の守り方・使い方を、公的な資料の引用つきで答えます。"
NOT_ADVICE = "法的助言ではありません"
DISCLAIMER = (
    "この回答は収録資料からの引用をまとめたもので、法的助言ではありません。"
    "重要な判断の前に、引用元の資料と専門家に確認してください。"
)
OFFLINE = "質問は、秘密ナビを動かしているコンピュータの外には送られません。"
SKIP_TO_QUESTION = "質問欄へ移動"

QUESTION_LABEL = "質問"
QUESTION_PLACEHOLDER = "例：退職者の面談で何を確認すればよいですか"
SEND = "質問する"
KEYS_HINT = "Enterで送信、Shift+Enterで改行"
CLEAR = "履歴を消去"
FILTER = "探す資料を選ぶ"
FILTER_LABEL = "探す資料"
FILTER_ALL = "すべて選ぶ"
FILTER_NONE = "すべて外す"
FILTER_CHANGED = "探す資料を選ぶ（{total}件中{chosen}件を選択中）"

EXAMPLES = "質問の例"
EXAMPLE_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "従業員の方",
        (
            "転職するとき、前の会社で覚えたことはどこまで使ってよいですか",
            "社外秘の資料を自分のメールに送ってもよいですか",
            "取引先から預かった図面はどう扱えばよいですか",
        ),
    ),
    (
        "研修担当の方",
        (
            "営業秘密の三要件を研修で説明したいです",
            "退職者の面談では何を確認すればよいですか",
            "技術が流出した事例を教えてください",
        ),
    ),
    (
        "相談窓口の方（JETROなど）",
        (
            "海外拠点で現地スタッフからの漏えいを防ぐには何をすればよいですか",
            "合弁会社に技術を出すとき、契約で決めておくことは何ですか",
            "営業秘密が漏れたかもしれないとき、どこに相談できますか",
        ),
    ),
)

QUESTION_ROLE = "質問"
ANSWER_ROLE = "回答"
SEARCHING = "資料を調べています"
TURN_LABEL = "{number}番目の質問と回答"

CITATIONS = "引用した資料"
NEARBY = "近い内容の記載"
NEARBY_NOTE = "質問への直接の答えではありません。"
COUNT = "{count}件"
MARK_LABEL = "引用{number}を表示"
BACK_LABEL = "引用{number}が付いた文へ戻る"
WHOLE_PASSAGE = "前後の文を読む"
OFFICIAL = "公式の資料を開く"
OFFICIAL_LABEL = "公式の資料を開く（{title}、新しいタブ）"

KINDS = MappingProxyType({"original": "原文", "digest": "要約"})
KIND_HINTS = MappingProxyType(
    {
        "original": "公的な資料の原文からの引用です",
        "digest": "秘密ナビが作った要約です。正確な表現は公式の資料で確認してください",
    }
)
AUTHORITIES = MappingProxyType(
    {
        "law": "法律",
        "guideline": "指針",
        "handbook": "ハンドブック",
        "guidance": "ガイダンス",
        "manual": "マニュアル",
    }
)
OTHER_AUTHORITY = "資料"
EDITION_MONTH = "{year}年{month}月版"
EDITION_YEAR = "{year}年版"
PAGE = "p.{pages}"
PAGES = "pp.{pages}"

CHECKLIST = "確認しておくこと"
CHECKLIST_NOTE = "チェックの状態はこの画面の中だけに残ります。"
DESKS = "相談先"
DESK_CHECKED = "連絡先の確認日：{date}"
WARNINGS = "注意"
UNVERIFIED = "要確認"
UNVERIFIED_HINT = "引用だけでは裏付けを確かめられなかった文です"

PARTIAL = "質問の一部についてだけ、記載が見つかりました"
REFUSED = "収録資料の中に、答えは見つかりませんでした"
FAILED = "回答できませんでした"
UNEXPECTED = (
    "予期しない問題が起きたため、回答を作れませんでした。"
    "少し待ってから、もう一度質問してください。"
)
NO_DOCUMENT = "探す資料を1つ以上選んでから、もう一度質問してください。"

ACTIONS = "この回答の操作"
COPY = "回答をコピー"
COPIED = "コピーしました"
COPY_FAILED = "コピーできませんでした"
SAVE_MARKDOWN = "Markdown保存"
SAVE_WORD = "Word保存"
EXPORT_GONE = "この回答は消去されたか、古くなったため、保存できません。もう一度質問してください。"
FILE_STEM = "秘密ナビ回答_{date}"

EXPORT_TITLE = "秘密ナビの回答"
EXPORT_DATE = "作成日：{date}"
SOURCES = "出典"
SOURCE_COLUMNS = ("番号", "資料", "引用")
EDITION_FIELD = "版"
AUTHORITY_FIELD = "資料の位置づけ"
KIND_FIELD = "引用の種類"
PLACE_FIELD = "箇所"
URL_FIELD = "公式の資料"
DISCLAIMER_HEADING = "ご注意"

PORT_IN_USE = (
    "{host}のポート{port}は使えません。ほかのプログラムが使っていないか確認するか、"
    "--port で別の番号を指定してください。"
)
READY = "秘密ナビを開始しました。ブラウザで {url} を開いてください。終了するには Ctrl+C を押します。"
