"""The Japanese of the diagnosis: screen, Word file and command. What the law says is quoted, never said here."""

from __future__ import annotations

TAB = "三要件診断"
PURPOSE = (
    "ある1つの情報について質問に答えると、営業秘密の3つの要件（秘密管理性・有用性・非公知性）に照らした見込みを、"
    "根拠の記述とともに示します。"
)
PRIVACY = (
    "情報の中身は書かないでください。答えはこのパソコンの中だけで扱い、保存しない限りファイルに残りません。"
)
FILE_STEM = "三要件診断_{date}"

REQUIREMENTS = {"secrecy": "秘密管理性", "useful": "有用性", "unknown": "非公知性"}
VERDICTS = {"met": "満たす見込み", "lacking": "不足", "unclear": "判断できない"}
LEANINGS = {"for": "満たす方向の事情", "against": "足りない点", "open": "注意する点"}
ABOUT = {
    "requirement": "裁判例",
    "event": "事件・事例（3つの要件についての判断は、収録した資料では未確認）",
}

# The form
NAME = "情報の呼び名（任意）"
NAME_HINT = "例：A製品の配合表。40字まで。"
NAME_LENGTH = 40
MANY = "（いくつでも）"
NEXT = "次へ"
BACK = "戻る"
SHOW = "診断結果を見る"
AGAIN = "最初からやり直す"
TO_FORM = "答えを直す"
PROGRESS = "手順 {at}／{of}：{title}"
RESULT_STEP = "診断結果"
COUNT = "全体で{of}問のうち{done}問に答えました（答えによって問いの数は変わります）"
OPEN = "答えていない問いがあります：{questions}"
LOADED = "保存した答えを読み込みました。"
EMPTY = "すべての問いに答えると、ここに診断結果が出ます。"
SAVE_ANSWERS = "答えを保存"
LOAD_ANSWERS = "保存した答えを読み込む"

# The outcome
TITLE = "三要件診断の結果"
SUBJECT = "診断した情報：{name}"
UNNAMED = "（呼び名なし）"
OVERALL = "全体の見込み"
FINDINGS = "要件ごとの見込み"
REASONS = "根拠の記述"
YOUR_ANSWERS = "あなたの答え"
ANSWERED = "{label}：{answer}"
CHANGES = {
    "better": "どうなれば見込みが変わるか",
    "worse": "見込みが変わってしまう場合",
}
CHANGE = "{answers} → {verdict}"
CHANGED = "「{label}」が「{answer}」になる"
FOUND = "「{label}」が「{answer}」だと確かめられる"
AND = "、かつ"
NO_CHANGE = (
    "答えのうち、これから変えられるものだけでは、この見込みは変わりません。相談窓口に確かめてください。"
)
STEPS = "次にすること（3つ）"
ITEM = "チェックリスト「{title}」：{text}"
LIKENESSES = "似た裁判例・事例"
LIKE = "似ている点　{answers}"
LIKENESS_NOTE = "似ているのは上の点だけです。事案が違えば、結論も変わり得ます。"
NO_LIKENESS = "答えの内容に似た裁判例・事例は、収録した資料には見つかりませんでした。"
ABROAD = "外国の法律"
ABROAD_NOTE = "この診断の見込みは、日本の不正競争防止法の3つの要件によるものです。次の国・地域については、国別シートを見てください。"
SHEET = "{country}：{sheet}"
DESKS = "相談窓口"
DESK = "{name}　{contact}"
DESK_CHECKED = "（{date}確認）"
ANSWERS = "答えの一覧"
QUESTION_COLUMN, ANSWER_COLUMN = "問い", "答え"
REQUIREMENT_COLUMN, VERDICT_COLUMN, REASON_COLUMN = "要件", "見込み", "根拠の記述とあなたの答え"
SOURCES = "出典"
SOURCE = "{title}（{kind}）："
SECONDARY = "営業秘密管理指針の記述は、解説などの二次資料からまとめた要約です。指針の原文で確認してください。"
LIMITS = (
    "この結果は、答えを公的資料の記述に機械的に当てはめたものです。裁判所の判断や法的助言ではありません。"
)

# The verdict as a whole: never a bare yes or no.
ALL_MET = "答えたとおりなら、3つの要件のどれも満たす見込みです。"
SOME = {
    "met": "満たす見込み：{names}。",
    "lacking": "不足：{names}。",
    "unclear": "判断できない：{names}。",
}
NEXT_LACKING = "不足している要件があるため、このままでは営業秘密として扱えると考えないでください。"
NEXT_UNCLEAR = "判断できない要件があるため、営業秘密に当たるとも、当たらないとも言えません。"
NEXT_MET = "答えと実際の管理が合っているか、記録や書類で確かめてください。"
OTHERS = "他社の情報についての診断です。自社の営業秘密かどうかではなく、他社の秘密を侵害しないための確認として読んでください。"

# The command
HELP = "ある情報が営業秘密の3つの要件を満たす見込みか、質問に答えて診断する。"
HELP_ANSWERS = "答えのJSONファイル（画面や --out で保存したもの）"
HELP_OUT = "結果の保存先（.docx は結果、.json は答え）"
HELP_JSON = "結果をJSONで出力する"
CHOOSE = "番号"
CHOOSE_MANY = "番号（いくつでも。空白で区切る）"
CHOOSE_AGAIN = "1から{last}の番号で答えてください。"
BACK_HINT = "0で前の問いに戻ります。"
SAVED = "保存しました：{file}"
WHY = {
    "large": "1MBを超えています",
    "json": "JSONの形になっていません",
    "kind": "三要件診断の答えではありません",
    "version": "別の版の形式です",
    "answers": "答えの並びがこわれています",
}
