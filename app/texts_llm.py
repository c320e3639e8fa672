"""What is said of the language model's server: settings that cannot be used, failures, `himitsu doctor`."""

from __future__ import annotations

LLM_ERRORS = {
    "llm_url": (
        "HIMITSU_LLM_URL は、言語モデルのサーバーの場所として使えません。「http://127.0.0.1:11434/v1」の形で指定してください"
        "（利用者名・パスワード・「?」以降は書けません。鍵は HIMITSU_LLM_KEY に書きます）。"
    ),
    "llm_remote": (
        "言語モデルのサーバー {host} は、このパソコンの外にあります。使うと、質問と資料の引用がパソコンの外へ送られます。"
        "承知のうえで使うときは HIMITSU_LLM_REMOTE=allow を、使わないときは HIMITSU_LLM_URL を消してください。"
    ),
    "llm_relayed": (
        "言語モデル {model} は、このパソコンのサーバーが外のサービスへ中継するモデルです。使うと、質問と資料の引用がパソコンの外へ送られます。"
        "承知のうえで使うときは HIMITSU_LLM_REMOTE=allow を、使わないときは HIMITSU_LLM_MODEL を手元で動くモデルにしてください。"
    ),
    "llm_key_plain": (
        "鍵（HIMITSU_LLM_KEY）を、暗号化されない http で {host} へ送ることはしません。"
        "HIMITSU_LLM_URL を https で始まるものにするか、HIMITSU_LLM_KEY を消してください。"
    ),
    "llm_key": "HIMITSU_LLM_KEY に使えない文字（空白・改行・日本語など）があります。鍵だけを貼り付け直してください。",
    "llm_no_name": "言語モデルの名前がありません。HIMITSU_LLM_MODEL に、サーバーでの名前を指定してください。",
    "llm_answer_long": (
        "HIMITSU_LLM_ANSWER（{answer}）が大きすぎます。引用を読む場所を残すため、HIMITSU_LLM_CONTEXT（{context}）の半分以下にしてください。"
    ),
    "llm_pasted": (
        "社内の秘密や個人の情報らしいものがあるため、パソコンの外（{host}）の言語モデルへは送りませんでした。"
        "一般的な言葉に書き直すか、言語モデルを使わずに尋ねてください。"
    ),
    "llm_certificates": (
        "証明書のファイルを読めないため、言語モデルのサーバーにつなぎませんでした。"
        "環境変数 SSL_CERT_FILE に、PEM 形式の証明書の正しい場所を指定するか、消してください。"
    ),
    "llm_unreachable": "言語モデルのサーバーにつながりません。動いているか、HIMITSU_LLM_URL が正しいかを確認してください。",
    "llm_timeout": (
        "言語モデルの応答が時間内に終わりませんでした。遅いパソコンでは HIMITSU_LLM_TIMEOUT・HIMITSU_LLM_WAIT を延ばすか、"
        "小さなモデルを使ってください。"
    ),
    "llm_status": "言語モデルのサーバーがエラーを返しました（{detail}）。サーバーの記録を確認してください。",
    "llm_busy": "言語モデルのサーバーが混み合っているか、準備中です（{detail}）。少し待って、もう一度お試しください。",
    "llm_redirect": (
        "言語モデルのサーバーが別の場所へ移るよう求めました（{detail}）。勝手に別の場所へは送りません。"
        "HIMITSU_LLM_URL を正しい場所にしてください。"
    ),
    "llm_refused_key": "言語モデルのサーバーが鍵を受け付けません（{detail}）。HIMITSU_LLM_KEY を確認してください。",
    "llm_no_model": (
        "言語モデルのサーバーに、指定のモデルか場所がありません（{detail}）。HIMITSU_LLM_MODEL の名前と、HIMITSU_LLM_URL の終わり"
        "（多くは /v1）を確認してください。"
    ),
    "llm_too_long": (
        "質問と引用が、言語モデルの読める長さを超えました。HIMITSU_LLM_CONTEXT を、サーバーの設定以下にしてください。"
    ),
    "llm_cut": "言語モデルの応答が途中で切れました。サーバーが動いているかを確認してください。",
    "llm_garbage": (
        "言語モデルのサーバーの応答を読めません。HIMITSU_LLM_URL が OpenAI 互換のサーバーを指しているかを確認してください。"
    ),
    "llm_empty": (
        "言語モデルの応答に文がありませんでした。答える前に考えるモデルでは、HIMITSU_LLM_EFFORT=none で考えるのを止めるか、HIMITSU_LLM_ANSWER を増やしてください。"
    ),
    "nli_least": (
        "文を確かめるモデル {model} を、どの確からしさから信じるかが決まっていません。`python -m eval.entailment {model}` が示す値を "
        "HIMITSU_NLI_LEAST に指定してください。"
    ),
    "nli_labels": (
        "{model} は、文を確かめるモデル（NLI のクロスエンコーダー）として使えません。分類は「{labels}」で、"
        "entailment（含意）にあたるものが一つ要ります。"
    ),
    "nli_unloadable": (
        "文を確かめるモデル「{model}」を読み込めません（{why}）。名前とネットワークを確認するか、HIMITSU_NLI_MODEL を空にしてください。"
    ),
    "llm_limit": "言語モデルの応答が、長さの上限で終わりました。足りないときは HIMITSU_LLM_ANSWER を増やしてください。",
}

DOCTOR = "言語モデル"
DOCTOR_OFF = "使いません（HIMITSU_LLM_URL が空です）。回答は資料の引用だけで作ります。"
DOCTOR_ON = "{model}（{host}、{where}）："
DOCTOR_LOCAL = "このパソコンの中"
DOCTOR_REMOTE = "このパソコンの外。質問と引用が外へ送られます"
DOCTOR_ANSWERS = "応答しました。"
DOCTOR_NLI = "含意判定モデル"
DOCTOR_NLI_ON = "{model}（確からしさ {least} から信じます）"
DOCTOR_NLI_IDLE = "。言語モデルをつないでいないので、使いません。"
DOCTOR_UNLISTED = "応答しましたが、モデルの一覧にこの名前はありません。答えないときは HIMITSU_LLM_MODEL を確かめてください。"
