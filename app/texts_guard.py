"""The Japanese of the paste guard on the screen and the command line; what it sees is named in its data."""

from __future__ import annotations

TITLE = "送る前に、内容を確かめてください"
LEAD = "社内の秘密や個人の情報かもしれない箇所があります。まだ調べておらず、記録もしていません。"
HINT = "尋ね方"
HINT_NOTE = "書き方"
EXCERPT = "見つけた箇所"
REWRITE = "書き直す"
GO_ON = "このまま尋ねる"
GO_ON_TOOL = "このまま続ける"
WHERE = "{name}（{where}）"
MORE = "ほか{count}か所"
LIMITS = "言葉と形だけで見分けています。秘密ではないものを示すことも、見落とすこともあります。"
OVER = "{length}文字あります。{limit}文字を超えると調べられないため、短く書き直してください。"

NOTICE = "注意：{title}"
WENT_ON = "そのまま調べます。"
NOTHING = "当てはまるものは見つかりませんでした。"
