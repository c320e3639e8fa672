"""Every sentence a user reads, in one place."""

from __future__ import annotations

from app.texts_llm import LLM_ERRORS
from indexer.errors import HimitsuError

NAME = "秘密ナビ"
PURPOSE = "営業秘密・技術流出対策の公的資料から、出典つきで答えます。"
NOT_ADVICE = (
    "この回答は公的資料の抜粋であり、法的助言ではありません。個別の事案は相談窓口や弁護士に確認してください。"
)
CANNOT_ANSWER = "お尋ねの点は、収録している資料では確認できませんでした。"
TOLD = "この点について、資料は次のように述べています："
# What is said before an answer that a work tool goes further than, by the tool.
TOOL = {
    "incident": "起きたことへの対応として、資料の初動の手順から答えます。状況に合わせた手順と記録用紙は「漏えい初動」で作れます。"
}
DID_YOU_MEAN = "もしかして：{suggestion}（この言葉で探しました）"
NEARBY = "資料にある近い内容："
NEARBY_NONE = "収録しているのは、営業秘密の管理と技術流出対策に関する公的資料です。"
ASK_DESK = "次の窓口に確認してください。"
PARTIAL = "ご質問のうち、次の点は収録資料では確認できませんでした："
LESS_SURE = "ご質問に直接答える記述かどうか、出典の前後も確かめてください。"
DIGEST_USED = (
    "「要約」と表示した出典は、資料を本ツールの言葉でまとめたものです。原文は公式資料で確認してください。"
)
SHEET_USED = (
    "「本ツール編集の資料」は、法令と公開資料から本ツールが編集したもので、公式の文書ではありません。"
    "根拠の法令と公式の資料で確認してください。"
)
SECONDARY_USED = "解説などの二次資料からまとめた要約が含まれています（原文とは照合していません）。公式の原文で確認してください。"
UPDATED = (
    "{matter}は資料によって記載が異なります。いちばん新しい資料は{since}の{newer}で、"
    "{others}の記載とは違います。最新の情報を公式ページで確認してください：{confirm}"
)
SUPERSEDED = "旧版の資料が含まれています：{title}（{edition}）"
EXPIRED = (
    "有効期限（{date}）を過ぎた資料が含まれています：{title}。最新の情報を公式ページで確認してください。"
)
VALID_UNTIL = "{title}は{date}までの内容です。最新の情報を公式ページで確認してください。"
# Digests write it where the sources do not tell.
UNCONFIRMED_MARK = "未確認"
UNCONFIRMED = "「未確認」とある点は、資料で裏づけが取れていません。"
EMPTY_QUESTION = "質問を入力してください。"
TOO_LONG = "質問が長すぎます（{length}文字）。{limit}文字以内で、社内の秘密にあたる内容を含めずに、一般的な言葉でお尋ねください。"
UNEXPECTED = "予期しない失敗です（{kind}）。`himitsu doctor` で確認してください。詳しい記録：{file}"

PREMISE_DIFFERS = "ご質問にある「{figures}」は、次の記載と異なります。"
PREMISE_CONTRARY = "ご質問は「{asked}」例についてですが、次の記載にあるのは「{told}」例です。"
PREMISE_CHECK = "ご質問の前提が正しいとは限りません。次の記載と照らして確かめてください。"
UNDERSTOOD = "次の質問として答えます：{question}"

SOURCES = "出典"
CHECKLIST = "確認したい項目"
DESKS = "相談窓口"
PAGE = "{pages}ページ"
NO_RESULTS = "近い箇所は見つかりませんでした。"
PASSAGES = "{n}箇所"
MATCHED = "原文に対応{n}節"
UNMATCHED = "対応なし{n}節"
OLD_EDITION = "旧版"
PAST_DATE = "期限切れ"
INDEXED = "索引を作りました：資料{documents}件、{passages}箇所、想定質問{questions}件（{generation}）"
ADDED = {
    "added": "追加しました：{file} → {title}（{pages}ページ）",
    "replaced": "差し替えました：{file} → {title}（{pages}ページ）",
    "unchanged": "追加済みです：{file} → {title}",
}
EMPTY_INDEX = "索引にする資料がなくなりました。`himitsu add ファイル` で追加してください。"
REMOVED = "消しました：{title}（{file}）"
STAGES = {
    "fetch": "取得",
    "read": "読み取り",
    "words": "語の索引",
    "vectors": "ベクトル",
    "expected": "想定質問",
}
DOCTOR_PACKAGES = "ライブラリー"
DOCTOR_INSTALL = "足りないもの：{names}。`make install` を実行してください。"
DOCTOR_TOKENIZER = "形態素解析"
DOCTOR_MODEL = "埋め込みモデル"
DOCTOR_INDEX = "索引"
DOCTOR_FONTS = "日本語フォント"
DOCTOR_NO_FONT = "見つかりません。Noto Sans CJK などを入れてください（画面の文字が欠けることがあります）。"

AUTHORITY = {
    "law": "法律",
    "guideline": "指針",
    "handbook": "ハンドブック",
    "guidance": "ガイダンス",
    "manual": "マニュアル",
    "survey": "調査",
    "slides": "説明資料",
    "report": "報告書",
    "sheet": "本ツール編集の資料",
    "user": "追加した資料",
}
KIND = {"original": "原文", "digest": "要約", "listed": "所在のみ"}
STATUS = {"answered": "回答", "partial": "一部のみ回答", "refused": "資料に記載なし"}

ERRORS = {
    "no_index": "索引がまだありません。`himitsu index` を実行してください。",
    "index_damaged": "索引が壊れています（{file}）。`himitsu index` で作り直してください。",
    "index_schema": "索引の形式が古いか新しすぎます（{found}、必要な形式は{wanted}）。`himitsu index` で作り直してください。",
    "index_model": (
        "索引は別の埋め込みモデルで作られています（索引: {built}、設定: {asked}）。"
        "HIMITSU_EMBEDDING_MODEL を戻すか、`himitsu index` で作り直してください。"
    ),
    "bad_setting": "設定 {name} の値「{value}」は使えません。値を直すか、設定を消してください。",
    "home_unwritable": "データの置き場所 {path} に書き込めません。HIMITSU_HOME で別の場所を指定してください。",
    "index_immutable": "索引は書き換えられません。`himitsu add`・`himitsu remove` で資料を増減してください。",
    "index_busy": "別の処理が索引を作成中です。終わってから、もう一度実行してください。",
    "nothing_to_index": "索引にする資料がありません。`himitsu add ファイル` で資料を追加してください。",
    "no_such_document": "「{name}」にあたる資料は追加されていません。`himitsu docs` で一覧を確認してください。",
    "no_such_file": "ファイルが見つかりません：{file}",
    "vectors_missing": (
        "既定の埋め込みモデルのデータがありません。`make install` を実行するか、"
        "HIMITSU_EMBEDDING_MODEL でモデルを指定してください。"
    ),
    "model_missing": "埋め込みモデルのファイルがありません：{path}。このフォルダーを消して `himitsu index` を実行してください。",
    "model_unloadable": (
        "埋め込みモデル「{model}」を読み込めません（{why}）。名前とネットワークを確認するか、"
        "HIMITSU_EMBEDDING_MODEL を空にして既定のモデルに戻してください。"
    ),
    "toml": "設定ファイル {file} を読めません：{why}",
    "catalog_entry": "{file} の「{entry}」に誤りがあります：{why}",
    "digest_head": "要約ファイル {file} の先頭（document と edition）に誤りがあります。",
    "digest_heading": '要約ファイル {file} の{line}行目の見出しに誤りがあります。形は「## 見出し {{#id pages="1"}}」です。',
    "digest_pointer": "要約ファイル {file} の想定質問「{question}」の末尾の番号は、その節の文の数を超えています。",
    "digest_section": "要約ファイル {file} の{line}行目の節は、本文がないか id が重複しています。",
    "empty_question": EMPTY_QUESTION,
    "too_long": TOO_LONG,
    "empty_enquiry": "照会の文面を貼り付けてください。",
    "enquiry_too_long": "照会の文面が長すぎます（{length}文字）。{limit}文字以内に分けて、もう一度お試しください。",
    "reply_ending": "回答案は .docx（Word）か .txt（テキスト）で保存できます（指定：{file}）。",
    "no_question": (
        "質問にあたる文が見つかりませんでした。質問の文（「〜でしょうか」「〜を教えてください」など）を補うか、"
        "「見つけた質問」の欄に1行に1つ書いてください。"
    ),
    "unknown_document": "資料「{name}」はありません。`himitsu docs` で ID を確認してください。",
    "records_unreadable": "記録 {path} を読めません。ファイルを確かめるか、別の場所へ移してください。",
    "records_unwritable": "記録 {path} に書けません。空き容量と書き込みの権限を確認してください。",
    "bad_ending": "「{path}」には保存できません。ファイル名の末尾を {endings} のどれかにしてください。",
    "no_such_editions": "「{name}」という版の組み合わせはありません。`himitsu revisions` で一覧を確認してください。",
    "bad_ref": "「{ref}」は節の指定になっていません。「資料ID#節ID」または「資料ID#節ID[文の番号]」と書いてください。",
    "section_missing": (
        "この機能が引用する節「{ref}」が索引にありません。`himitsu index` で索引を作り直してください"
        "（HIMITSU_DIGESTS=off では使えません）。"
    ),
    "compare_moved": (
        "比較表が引用する文「{ref}」が、決めておいた文と違います（別の文を引用しないよう、表を作りませんでした）。"
        "`himitsu index` で索引を作り直し、直らなければ `himitsu corpus check` で corpus/compare/rows.toml を確かめてください。"
    ),
    "compare_country": "国・地域「{name}」は比較表にありません。選べるのは、{known}です。",
    "compare_row": "項目「{name}」は比較表にありません。`himitsu compare --list` で一覧を確かめてください。",
    "compare_nothing": "国・地域と項目を、1つ以上選んでください。",
    "compare_unwritable": "{file} に書き込めません（{reason}）。場所と権限、ファイルが開かれていないかを確かめてください。",
    "seminar_topic": "テーマを{limit}文字以内で入力してください。",
    "seminar_outside": (
        "「{topic}」は、収録資料だけでは研修にできません（営業秘密の管理と技術流出対策の資料です）。"
        "近いテーマ：「{near}」。このどれかを選ぶか、言葉を変えてお試しください。"
    ),
    "seminar_minutes": "時間は{shortest}〜{longest}分で指定してください（入力：{minutes}）。",
    "seminar_audience": "対象者「{audience}」はありません。{known} から選んでください。",
    "seminar_ending": "{file} の形式では保存できません。.pptx（スライド）・.docx（配布資料）・.csv（確認問題）で指定してください。",
    "bad_batch": (
        '{file} の{line}行目を読めません。1行に1つ {{"id": …, "question": …}} と書いてください'
        '（前の質問は "history": ["…"]）。'
    ),
    "cannot_open": "{file} を開けません（{reason}）。場所と権限を確認してください。",
    "empty_file": "{file} は空のファイルです。",
    "too_large": "{file} は大きすぎます（{megabytes} MB、上限 {limit} MB）。分割して追加してください。",
    "unsupported": "{file} の形式（{suffix}）は読めません。PDF・Word（docx）・HTML・Markdown・テキストにして追加してください。",
    "content_mismatch": "{file} の中身は {suffix} ではありません（保存したウェブページなど）。公式ページから取り直してください。",
    "reader_failed": "{file} を読む処理を始められませんでした（{reason}）。`himitsu doctor` で確認してください。",
    "pdf_encrypted": "{file} はパスワードで保護されています。保護を外した版を追加してください。",
    "pdf_scanned": "{file} には文字の情報がありません（{pages}ページの画像）。OCRで文字を付けた版を追加してください。",
    "pdf_garbled": "{file} の文字は読み取れません（{garbled}ページ、文字コードの対応表がないフォント）。別の版か、OCRした版を追加してください。",
    "pdf_truncated": "{file} は途中で切れています。もう一度ダウンロードしてください。",
    "pdf_empty": "{file} にはページがありません。",
    "docx_encrypted": "{file} はパスワードで保護されています。保護を外した版を追加してください。",
    "undecodable": "{file} の文字コードを判別できません（{reason}）。UTF-8で保存し直してください。",
    "damaged": "{file} は壊れているため読めません（{reason}）。取り直すか、PDFやテキストに変換して追加してください。",
    "no_text": "{file} に読める文字がありません。",
    "too_many_pages": "{file} は{pages}ページあります（上限{limit}ページ）。分割して追加してください。",
    "too_much_text": "{file} の文字数が多すぎます（{characters}字、上限{limit}字）。分割して追加してください。",
    "timeout": "{file} の読み取りを打ち切りました（{seconds}秒、{page}ページ付近）。分割するか、テキストにして追加してください。",
    "memory": "{file} の読み取りに必要なメモリーが上限（{limit} MB）を超えました（{page}ページ付近）。分割して追加してください。",
    "crashed": "{file} の読み取り中に処理が止まりました（{page}ページ付近、コード{code}）。別の形式に変換して追加してください。",
    "incident_out": "{file} には書き出せません。--out には .docx で終わる名前を指定してください。",
    "cannot_write": "{file} に書き込めません（{reason}）。場所と権限を確認してください。",
    "incident_choice": "{name} の「{value}」は選択肢にありません。次から選んでください：{choices}",
    "selfcheck_checklist": "チェックリスト「{name}」はありません。使えるのは次のとおりです：{known}。",
    "selfcheck_country": "「{name}」は、ジェトロの資料が挙げる支援の対象の国・地域にありません（対象になるかは未確認です）。次のどれかを指定するか、ジェトロに確認してください：{known}。",
    "selfcheck_large": "{file} は大きすぎます（上限 {limit} MB）。秘密ナビで作った自己点検のExcelを選んでください。",
    "selfcheck_file": "{file} をExcelファイル（.xlsx）として読めません。Excelで開いて、xlsx形式で保存し直してください。",
    "selfcheck_sheet": "{file} に自己点検の表がありません（「項目ID」と「状況」の列が要ります）。秘密ナビで作ったExcelを選んでください。",
    "selfcheck_usage": "点検のファイルを指定するか、--new と --checklist で記入用のファイルを作ってください。",
    "selfcheck_country_missing": "申請の下書きを作るには、--application ファイル と --country 国名 の両方を指定してください。",
    "diagnosis_answer": "三要件診断の問い「{question}」に、使えない答えがあります（{choices}）。答えのファイルを直すか、画面で答え直してください。",
    "diagnosis_open": "三要件診断で答えていない問いがあります：{questions}。すべてに答えてから、もう一度実行してください。",
    "diagnosis_file": "三要件診断の答えのファイル {file} を読めません（{why}）。画面か `himitsu diagnose --out 答え.json` で保存したファイルを選んでください。",
    "diagnosis_out": "{file} の形式では保存できません。結果は .docx、答えは .json で終わる名前にしてください。",
    "port_in_use": "ポート {port} は使われています。`--port` で別の番号を指定してください。",
    **LLM_ERRORS,
}

WARNINGS = {
    "hidden_text": "{file}：見えない文字を除きました（{pages}ページ）。",
    "ocr_text": "{file}：画像にOCRの文字が付いたページです（{pages}ページ）。誤読に注意してください。",
    "garbled_text": "{file}：文字を読み取れないページがあります（{pages}ページ）。",
    "pages_without_text": "{file}：文字のないページ（画像）があります（{pages}ページ）。",
    "pages_unreadable": "{file}：読めないページがあります（{pages}ページ）。",
    "page_disagreement": "{file}：2つの読み取り結果が大きく異なるページがあります（{page}ページ、一致{overlap}）。原本と見比べてください。",
    "second_opinion_failed": "{file}：読み取り結果の照合はできませんでした（{reason}）。",
}


def did_you_mean(suggestion: str) -> str:
    """Return what is said where misspelt words were put right, and nothing where none were."""
    return DID_YOU_MEAN.format(suggestion=suggestion) if suggestion else ""


def warning(key: str, values: dict[str, str], file: str) -> str:
    """Return the sentence of a reader's warning."""
    template = WARNINGS.get(key)
    return template.format(**{**values, "file": file}) if template else f"{file}：{key}"


def error(exc: HimitsuError) -> str:
    """Return the sentence of an expected failure."""
    template = ERRORS.get(exc.key)
    if template is None:
        return f"処理できませんでした（{exc.key}）。"
    return template.format(**{key: value for key, value in exc.values.items()})
