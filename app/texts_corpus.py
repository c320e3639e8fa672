"""Sentences for curators: what `himitsu corpus check` and `himitsu fetch` say."""

from __future__ import annotations

LEVELS = {"error": "誤り", "notice": "注意"}
CLEAN = "corpus に誤りはありません。"
NOT_CLEAN = "誤りが{n}件あります。上の行のファイルと場所を直してください。"
COUNTS = (
    "資料{documents}件（国別シート{jurisdictions}法域）、要約{digests}ファイル・{sections}節、想定質問{questions}件、"
    "チェックリスト{checklists}種・{items}項目、相談窓口{desks}件、語{words}・言い換え{synonyms}件"
)
PROBLEMS = {
    "id": "節のIDは英小文字・数字・ハイフンで書いてください（分割は .a .b）。",
    "same_id": "同じIDの項目がほかにもあります。",
    "same_title": "同じ見出し「{what}」の節がほかにもあります。",
    "length": "本文が{what}字です。60～600字にしてください。",
    "pages": "ページ「{what}」の書き方に誤りがあります（例：57、57-58）。",
    "page_outside": "ページ「{what}」は資料のページ数（catalog.toml の pages）の外です。",
    "pages_unknown": "資料のページ数（catalog.toml の pages）がないため、ページ番号は確かめていません。",
    "leans": "前の文がないと分からない文です。主語を書いてください：{what}",
    "person": "個人の名前のようです：{what}",
    "questions": "想定質問が{what}件です（重複を除く）。4件以上にしてください。",
    "question": "想定質問は4～80字にしてください：{what}",
    "unknown_document": "資料「{what}」は catalog.toml にありません。",
    "unknown_edition": "版「{what}」は catalog.toml にありません。",
    "unknown_section": "指している節「{what}」がありません。",
    "compare_moved": "引用する文が動いたか、変わったようです：{what}（かっこ内の言葉がその文にありません）。文の番号と must を直してください。",
    "compare_must": "must の言葉が、節のほかの文にもあります：{what}。その文だけにある言葉にしてください。",
    "compare_place": "別の国の文です：{what}。文に国の名前があるか、その国の資料である必要があります。",
    "compare_country": "国・地域「{what}」は、この表の [[country]] にありません。",
    "compare_kind": "point が行の種類（kind）に合いません：{what}。",
    "compare_none": "none の文が「ない」と述べていません：{what}。",
    "compare_figure": "「{what}」の欄に、数字（point）も、ないことを述べる文（none）も、未確認の文もありません。",
    "uncited": "この資料は、要約も、出典にした節もありません。",
    "terms": "利用条件（terms）か公式のアドレス（url）がありません。",
    "current": "現行の版（current）は一つだけにしてください。",
    "overlap": "版の期間が重なっています：{what}（古い版の valid_until を新しい版の in_force より前に）",
    "expired": "期限（{what}）を過ぎています。新しい版を確かめてください。",
    "stale": "確認日（{what}）から1年以上たっています。連絡先を確かめてください。",
    "no_source": "照らし合わせる原文が手元にないため、数字と文は確かめていません。",
    "fact": "原文に見あたりません：{what}",
    "run": "原文と30字以上同じ文です：{what}",
}
FETCHED = {
    "added": "取得しました：{title}（{pages}ページ）",
    "replaced": "新しい内容を取得しました：{title}（{pages}ページ）。前の内容は旧版として残しています。",
    "unchanged": "変わりありません：{title}",
}
NO_ADDRESS = "{title}：公式のファイルのアドレスを登録していません。{url} から入手し、`himitsu add` で追加してください。"
FETCH_ERRORS = {
    "robots_forbid": "{title}：公式サイトが自動の取得を認めていません。ブラウザーで {address} を開き、`himitsu add` で追加してください。",
    "unreachable": "{title}：公式サイトに接続できません（{reason}）。ネットワークを確かめて、もう一度実行してください。",
    "http_status": "{title}：公式サイトがファイルを返しません（HTTP {status}）。アドレスが変わったか、混み合っています。",
    "too_large": "{title}：ファイルが上限（{limit} MB）を超えるため、取得をやめました。",
    "cut_short": "{title}：途中で切れました（{reason}）。もう一度実行すると、続きから取得します。",
    "not_a_document": "{title}：届いたのは資料ではありません（{kind}）。{address} をブラウザーで確かめてください。",
}
