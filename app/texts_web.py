"""The Japanese of the chat screen and of the exported files, beside what `app.texts` holds."""

from __future__ import annotations

from types import MappingProxyType

NOT_ADVICE_SHORT = "法的助言ではありません"
SKIP_TO_QUESTION = "質問欄へ移動"

QUESTION_LABEL = "質問"
QUESTION_PLACEHOLDER = "例：退職者の面談で何を確認すればよいですか"
SEND = "質問する"
KEYS_HINT = "Enterで送信、Shift+Enterで改行"
CLEAR = "履歴を消去"
FILTER = "探す資料を選ぶ"
FILTER_PART = "探す資料を選ぶ（{total}種類中{chosen}種類を選択中）"
FILTER_LABEL = "探す資料"
FILTER_ALL = "すべて選ぶ"
FILTER_NONE = "すべて外す"
GROUP_LAW = "日本の法令"
GROUP_GUIDES = "日本の指針・ハンドブック・ガイダンス"
GROUP_OTHERS = "日本の説明資料・報告書・調査・支援事業"
GROUP_MANY = "各国の比較"

EXAMPLES = "質問の例"
EXAMPLE_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "従業員の方",
        (
            "会社のデータを個人のメールに送って逮捕された例はありますか",
            "営業秘密を盗むとどんな刑になりますか",
            "海外出張にパソコンを持って行くときの注意点は何ですか",
        ),
    ),
    (
        "研修担当の方",
        (
            "営業秘密の三要件を研修で説明したいです",
            "退職者の面談では何を確認すればよいですか",
            "派遣社員にも情報管理の研修は必要ですか",
        ),
    ),
    (
        "相談窓口の方（JETROなど）",
        (
            "中国の営業秘密侵害にはどんな刑事罰がありますか",
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
COUNT = "{count}件"
MARK_LABEL = "引用{number}を表示"
BACK_LABEL = "引用{number}が付いた文へ戻る"
WHOLE_PASSAGE = "前後の文を読む"
OFFICIAL = "公式の資料を開く"
OFFICIAL_LABEL = "公式の資料を開く（{title}、新しいタブ）"
KIND_HINTS = MappingProxyType(
    {
        "original": "公的な資料の原文からの引用です",
        "digest": "秘密ナビが作った要約です。正確な表現は公式の資料で確認してください",
    }
)
OTHER_AUTHORITY = "資料"
EDITION_MONTH = "{year}年{month}月版"
EDITION_YEAR = "{year}年版"
ONE_PAGE = "p.{pages}"
PAGES = "pp.{pages}"

CHECKLIST_NOTE = "チェックの状態は、この画面を閉じると消えます。"
DESK_CHECKED = "連絡先の確認日：{date}"
WARNINGS = "注意"
UNVERIFIED = "要確認"
UNVERIFIED_HINT = "引用だけでは裏付けを確かめられなかった文です"

FAILED = "回答できませんでした"
UNEXPECTED = "予期しない問題が起きたため、回答を作れませんでした。少し待ってから、もう一度質問してください。"
NO_DOCUMENT = "探す資料を1つ以上選んでから、もう一度質問してください。"

OPEN_TOOL = MappingProxyType({"incident": "漏えい初動を開く"})
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
SOURCE_COLUMNS = ("番号", "資料", "引用")
EDITION_FIELD = "版"
AUTHORITY_FIELD = "資料の位置づけ"
KIND_FIELD = "引用の種類"
PLACE_FIELD = "箇所"
URL_FIELD = "公式の資料"
DISCLAIMER_HEADING = "ご注意"

READY = "秘密ナビを開始しました。ブラウザで {url} を開いてください。終了するには Ctrl+C を押します。"
