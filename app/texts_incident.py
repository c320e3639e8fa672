"""The Japanese of the incident tool: screen, printed page, command. What the law says is quoted, never here."""

from __future__ import annotations

from types import MappingProxyType

TAB = "漏えい初動"
TITLE = "漏えい初動シート"
PURPOSE = "何が起きたかを選ぶと、まずすること・相談先・記録用紙を、出典つきで1枚にまとめます。入力した内容は保存されません。"

WHO = "だれから漏れた（漏れたおそれがある）か"
WHO_CHOICES = MappingProxyType(
    {
        "leaver": "退職した人・退職予定の人",
        "staff": "在職中の人",
        "partner": "取引先・委託先",
        "attack": "外部からの攻撃",
        "mistake": "誤送信・置き忘れなどのミス",
        "newcomer": "転職者が他社の情報を持ち込んだ",
        "unknown": "まだ分からない",
    }
)
WHAT = "何が漏れたか（当てはまるものをすべて）"
WHAT_CHOICES = MappingProxyType(
    {
        "drawing": "図面・技術の情報",
        "customers": "顧客名簿・営業の情報",
        "personal": "個人データを含む",
        "data": "データ（ファイル・メール）",
        "paper": "紙",
    }
)
CERTAIN = "どのくらい確かか"
CERTAIN_CHOICES = MappingProxyType({"sign": "兆候だけ・疑い", "sure": "ほぼ確実"})
WHERE = "どこで起きたか、どこへ渡ったか"
HOME = "国内だけ"
GOING = "いまも続いているか"
GOING_CHOICES = MappingProxyType({"yes": "続いている", "no": "止まっている", "unknown": "分からない"})
GOING_LABEL = "いまも：{going}"
NOTE = "ひとことメモ（書かなくてもよい）"
NOTE_HINT = "秘密の中身や氏名は書かないでください。保存する用紙にだけ載り、どこにも残りません。"
LONGEST_NOTE = 120
GO = "手順を出す"
EMPTY = "上の質問を選んで「手順を出す」を押してください。分からないことは、そのままで構いません。"
QUESTIONS = MappingProxyType({"who": WHO, "what": WHAT, "certain": CERTAIN, "where": WHERE, "going": GOING})
ASK_NUMBER = "番号"
ASK_NUMBERS = "番号（複数は「1,3」、分からなければそのままEnter）"
BAD_NUMBER = "1から{last}までの番号で答えてください。"

SITUATION = "状況"
STEPS = "すること"
AVOID = "避けること"
OPEN = "資料では分からないこと"
OPEN_NOTE = "期限がある手続もあり得ます。分からない点は、「相談先」の窓口か弁護士に早めに確認してください。"
DESKS = "相談先"
RECORD = "記録（手書きで）"
RECORD_COLUMNS = ("日時", "だれが", "したこと・分かったこと", "証拠の場所")
SOURCES = "出典"
PHASE, DONE, WHEN = "段階", "済", "担当・日時"
BOX = "□"
FOREIGN = "選んだ国の資料は収録していないため、現地の制度は判断できません。「相談先」の窓口か、現地の法律に詳しい専門家に確認してください。"
EDITION_NOTE = "文は資料の要約で、出典はそのもとになった箇所です。法的助言ではありません。個別の判断は窓口や弁護士に確認してください。"
MORE = "このほかに{count}件の手順があります（画面で見られます）。"
READ = "ほかの根拠を読む（{count}文）"
PRINT = "1枚に印刷"
SAVE_SHEET = "1枚のWordで保存"
UNEXPECTED = "手順を出せませんでした。もう一度押しても同じときは、`himitsu doctor` で確認してください。"
STEM = "漏えい初動シート_{date}"
DATE = "作成日 {date}"
NOTE_LABEL = "メモ：{note}"
HEAD = "{date}　記入者：＿＿＿＿＿＿＿＿　確認者：＿＿＿＿＿＿＿＿"
NO_WHAT = "（中身は未選択）"
WRITTEN = "書き出しました：{file}"
