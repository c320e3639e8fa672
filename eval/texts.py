"""Every sentence and label of the report: docs/quality.md and the tables of the READMEs."""

from __future__ import annotations

SETUPS = {
    "digests": ("要約だけ（入れた直後）", "digests alone (fresh clone)"),
    "with-originals": ("原文5件を追加", "five originals added"),
    "originals-only": ("原文だけ（要約と想定質問なし）", "originals alone (no digests)"),
}
ASKED = {
    "held-out": ("すべて", "all"),
    "test": ("ガイダンス・説明資料・支援事業・報告書", "guidance, slides, programme, reports"),
    "corpus-test": ("法令・指針・ハンドブック・各国", "statutes, guideline, handbook, countries"),
    "disjoint": ("節が重ならない質問", "section-disjoint"),
    "dev": ("調整に使った質問", "development"),
    "edition-test": ("旧版・改正（未使用）", "editions, held out"),
    "edition-dev": ("旧版・改正（調整用）", "editions, development"),
    "story-test": ("状況の相談（未使用）", "situations told, held out"),
    "story-dev": ("状況の相談（調整用）", "situations told, development"),
    "premise-test": ("前提つき（未使用）", "premises, held out"),
    "premise-dev": ("前提つき（調整用）", "premises, development"),
}
README_HEADS = {
    "README.md": "| 索引 | 質問 | R@1 | R@5 | R@10 | MRR | 答えに事実 | 正しい拒否 | 誤った拒否 | p50 | p95 |",
    "README.en.md": "| index | questions | R@1 | R@5 | R@10 | MRR | facts | refusals | false refusals | p50 | p95 |",
}
README_NOTES = {
    "README.md": (
        "調整に使っていない{total}問（答えのある{yes}問、ない{no}問。"
        "言い換え・話し言葉・打ち間違い・誤った前提・旧版を含む）。"
        "R@k は正しい節が k 位までに出た割合、「答えに事実」は正解の事実がすべて答えにあった割合、"
        "p50・p95 は温まった状態での1問の時間（2コア）。信頼区間、内訳、ほかの方法との比較は"
        "[品質の詳細](docs/quality.md)に。`python -m eval.check` が測り直し、`python -m eval.report` が書きます。"
    ),
    "README.en.md": (
        "{total} questions never used for tuning ({yes} answerable, {no} not; colloquial, typos, false premises, "
        "older editions). R@k: the right section among the first k; facts: every gold fact stands in the answer; "
        "p50/p95: one question, warm, on two cores. Intervals, breakdowns and comparisons: "
        "[docs/quality.md](docs/quality.md) (Japanese). Measured by `python -m eval.check`, written by "
        "`python -m eval.report`."
    ),
}
MEASURES = {
    "R@1": "R@1",
    "R@3": "R@3",
    "R@5": "R@5",
    "R@10": "R@10",
    "RR@10": "MRR",
    "nDCG@10": "nDCG@10",
    "facts": "事実すべて",
    "fact groups": "事実の割合",
    "first sentence": "最初の文の事実",
    "false refusals": "誤った拒否",
    "refusals": "正しい拒否",
    "declined": "「確認できない」",
    "verbatim": "引用どおり",
    "relevant": "出典が的確",
    "pointers in section": "点検項目（節）",
    "pointers in chapter": "点検項目（章）",
    "characters": "字数",
    "claims": "文の数",
    "corrected": "誤りを正す事実",
    "corrected at once": "冒頭2文で",
    "noticed": "誤りだと告げた",
    "true left alone": "正しい前提を誤りとしない",
    "true facts": "正しい前提で事実",
    "answerable": "答えあり",
    "unanswerable": "答えなし",
}
PARTS = {
    "group": "利用者別",
    "style": "聞き方別",
    "form": "答えの形別",
    "kind": "答えのない質問の種類別",
    "document": "資料別（正解の最初の資料）",
    "sections": "調整用の質問と正解の節が重なるか",
}
LABELS = {
    "employee": "従業員",
    "trainer": "研修・管理の担当",
    "jetro": "海外の窓口",
    "plain": "標準",
    "colloquial": "話し言葉",
    "keyword": "単語の並び",
    "typo": "打ち間違い",
    "two": "二つ同時",
    "premise": "誤った前提",
    "edition": "旧版・改正",
    "story": "状況の相談",
    "fact": "一つの事実",
    "list": "列挙",
    "how": "やり方",
    "explain": "説明",
    "near": "近い話題",
    "off": "別の話題",
    "disjoint": "重ならない",
    "shared": "重なる",
}
RANKERS = {
    "LlamaIndex BM25Retriever": "LlamaIndex BM25（既定のまま）",
    "BM25 (bigrams)": "BM25（2文字組）",
    "BM25 (Sudachi)": "BM25（Sudachi、同義語なし）",
    "vectors": "ベクトルだけ",
    "expected questions": "想定質問だけ",
    "reciprocal rank fusion": "順位の融合（RRF）",
    "weighted scores": "重みつきの和",
    "without headings": "製品 − 見出し",
    "without expected questions": "製品 − 想定質問",
    "without synonyms": "製品 − 同義語",
    "without sentences": "製品 − 文との一致",
    "without words like them": "製品 − 似た語",
    "without metric": "製品 − 学習した計量",
    "himitsu": "製品",
}
COLLECTIONS = {"jsquad": "JSQuAD", "lawqa": "lawqa_jp（法令）"}
REASONS = {
    "refused": "資料にあるのに答えなかった（確信度 {confidence:.2f}、{place}）。",
    "answered": "資料にないのに答えた（確信度 {confidence:.2f}）。",
    "absent": "正しい節が候補に入らなかった。事実は{facts:.0%}。",
    "ranked": "{place}で、答えに引用されなかった。事実は{facts:.0%}。",
    "unchosen": "{place}で引用もされたが、事実のある文が選ばれなかった。事実は{facts:.0%}。",
    "elsewhere": "{place}で引用もされたが、その箇所だけでは事実がそろわない。事実は{facts:.0%}。",
    "late": "事実はそろったが、{place}だった。",
}
PLACE, NO_PLACE = "正しい節は{rank}位", "正しい節は候補になし"
COMMAND = "`{command}`（{date}に測定）"

TITLE = "# 品質の詳細"
INTRO = """このページの表と図は、すべて `python -m eval.report` が、測った値の記録（`eval/expectations.toml` と `eval/results.json`）から
書きます。手で書いた数字はありません。各表のそばの命令で測り直せます。`make eval` は公表した数字をすべて測り直し、
許容差の中なら OK、3倍までなら OKish、それを超えれば FAIL と示して、このページを書き直します。

甘い点がつかないように、次のことを守ります。

- 公表する数字は、調整に一度も使っていない質問のものです。調整に使った質問の数字は、差が分かるように並べます。
- 測らなかった数字は合格にしません。良くなっても許容差を超えれば FAIL です（公表した値が古いため）。
- 割合には95%信頼区間（ブートストラップ、10,000回）をつけます。順位づけの比較は、同じ質問どうしの差で調べます。
- 検索の指標は ir-measures（trec_eval の実装）で計算します。正解は「どれか一つで足りる節」の並びなので、R@k は k 位までに一つでもあれば 1（Success@k）です。
- 拒否すれば事実は 0 と数えます。事実を、答えた質問だけの平均にはしません。
- 下に、調整用の質問で最も悪かった20問を、理由とともに載せます。公表用の質問は、見て直したくなるので載せません。"""
SETS_TITLE = "## 質問"
SETS_HEAD = ("質問の集まり", "答えあり", "答えなし", "使い道")
HELD_OUT, TUNED, TRAINED = "公表（調整に使わない）", "調整（設定を選ぶ）", "学習（重みを学ぶ）"
ANSWERS_TITLE = "## 答え"
ANSWERS_NOTE = """括弧の中は95%信頼区間です。「事実すべて」は正解の事実がすべて答えにあった割合、「最初の文の事実」は一つの事実で答えられる質問で、
最初の文にあった事実の割合。「引用どおり」は、出典の文と一字一句同じ（表は升目ごとに同じ）だった文の割合。「出典が的確」は、正解の節、または
事実の一つを含む箇所を引用した文の割合。「点検項目」は、示した点検項目の根拠の節（章）が正解の節（章）だった割合です。章は節のIDの最後のハイフンより前で見分けます。
後の四つは答えた質問だけの平均です。要約は正解の節のIDだけで判定しますが、原文にはIDがないので、ページ、題名、またはすべての事実を含むことでも
正解とみなします。原文のある行の R@k は、その分だけ甘い判定です。「節が重ならない質問」は、正解の節がどれも調整用の質問（学習用を除く）の正解でない質問です。"""
LENGTH_NOTE = "答えの長さは中央値で{characters:.0f}字、{claims:.0f}文です（要約だけ、答えのある質問）。"
BREAKDOWN_TITLE = "## 内訳"
BREAKDOWN_NOTE = "調整に使っていない質問、{setup}。少ない行の割合は、一問で大きく動きます。"
PREMISES_TITLE = "## 誤った前提"
PREMISES_NOTE = "誤った前提の質問では、それを正す事実が答えに（冒頭の2文に）すべてあった割合。正しい前提の質問では、それを誤りとしなかった割合です。"
EDITIONS_TITLE = "## 旧版と改正"
STORIES_TITLE = "## 状況を述べる相談"
CURVE_TITLE = "## 資料にない質問を断る"
CURVE_NOTE = """答えのある質問を断る割合（横）をどこまで許すと、答えのない質問をどれだけ断れるか（縦）。境目をこの質問で選んだ、後知恵の曲線です。
製品の境目は別の質問で選んであり、印で示します。"""
CURVE_HEAD = ("誤った拒否を許す割合", "正しい拒否")
CURVE_IMAGE = "拒否の曲線"
ABLATION_TITLE = "## 順位づけの方法"
ABLATION_NOTE = """同じ索引、同じ質問です。「製品 −」は製品から一つの手がかりの重みを 0 にしたもので、重みは学び直していません。見出しの言葉は本文の検索にも、
想定質問は被覆率と計量にも残ります。「差」は製品の MRR がどれだけ上か（対応のある95%信頼区間）、「0以下」は再標本のうち製品が上回らなかった割合です。"""
ABLATION_HEAD = ("方法", "R@1", "R@3", "R@5", "R@10", "MRR", "nDCG@10", "差", "0以下")
ABLATION_IMAGE = "方法ごとの R@1 と R@5"
PEERS_TITLE = "## ほかの検索ソフト"
PEERS_NOTE = "同じ箇所を、各ソフトの説明書どおりに索引にして、同じ質問を尋ねました。設定が「default」でない行は、日本語のために設定を変えたものです。"
PEERS_HEAD = ("ソフト", "版", "設定", "R@1", "R@5", "R@10", "MRR", "索引（秒）", "1問（ms）")
PEERS_IMAGE = "ほかの検索ソフトとの比較（R@5）"
COLLECTIONS_TITLE = "## 外部の検索課題"
COLLECTIONS_NOTE = (
    "製品の分かち書き、モデル、索引、融合を、ほかの人が作った課題で測ります。想定質問と要約はありません。"
)
COLLECTIONS_HEAD = ("課題", "質問", "R@1", "R@5", "R@10", "MRR@10", "nDCG@10")
TURNS_TITLE = "## 続けて尋ねる"
SPELLING_TITLE = "## 打ち間違い"
CLAIMS_TITLE = "## 生成した文の照合"
CLAIMS_NOTE = """言語モデルが書いた一文が、引用した箇所から言えるかどうかの判定です。precision は「言える」とした文のうち正しいもの、recall は正しい文のうち「言える」とした割合。
`answers-test` は、質問と引用を渡された言語モデルが書くような文（良い回答の文と、もっともらしい誤りの文が半分ずつ）です。`test` は、ほとんどの語を言い換えた文と、正しい文の一か所だけを変えた文で、いちばん見分けにくいものです。
組はすべて手書きで（`eval/claims`）、`test` のつく組は、学習に使った組とは別の人が書き、1件ずつ見ることなく測りました。合計は、`test` を11回、`answers-test` を8回見ています。最後に基準を厳しくしたのは、`test` の合計（0.907）を見てのことです。
言い切れない文は表示せず、引用に差し替えます。誤りの文の割合は、実際の文章での割合とは異なります。`dev` のつく組は学習に使っているため高く出ます。"""

GUARD_TITLE = "## 貼り付けの注意"
GUARD_NOTE = """質問の前に、社内の秘密や個人の情報らしい貼り付けに気づく割合（noticed）と、ふつうの質問を止めてしまう割合（bothered）。
`guard-test` は規則より前に、規則と同じ人が書き、規則ができてから初めて測りました。実際の貼り付けでは、これより低いと考えてください。
prose は、秘密を一、二文の話し言葉で書いたものです。`guard-test` の30件は個々に見ず、率だけを見て規則を選びました。`guard-dev` の107件は規則を作るのに使いました。表示や書式がないものは、三分の二を見落とします。
ordinary は、貼り付けに似た質問（文書の表示や数字や署名のある質問）60件以上と、ほかの質問とを合わせた200件です。"""
FIGURES_HEAD = ("項目", "値")
AGREEMENT_TITLE = "## 正解の確かさ"
AGREEMENT_NOTE = """{questions}問に、正解を見ずに二人目が正解の節をつけました。共通の節が一つでもある質問の割合と、節の集まりの重なり（Jaccard 係数、
IDの完全一致）です。二人目のラベルを見て正解の誤りを直したので、いまの正解との一致は甘い値です。正解の確かさは、直す前の値で見てください。"""
AGREEMENT_HEAD = ("正解", "共通の節あり", "Jaccard")
AGREEMENT_ROWS = {"before": "ラベルを見る前", "today": "いま（ラベルを見て直した後）"}
BENCH_TITLE = "## 速さと物理的な限界"
BENCH_NOTE = """{processor}、{cores}コア、Python {python}、測定時の負荷 {load:.1f}。負荷が1を大きく超えるときの時間は上限です。
「least」は、その手順が触れるデータの量と、この機械のメモリーの速さから求めた、原理的な最短時間です。"""
BENCH_HEAD = ("測るもの", "対象", "項目", "値", "単位")
LIMIT_TITLE = "## 引用で答えることの限界"
LIMIT_NOTE = """答えは資料の抜き出しなので、正解の節をすべて丸ごと引用しても、そこにない事実は答えられません。その上限です。
原文では、すべての事実を含む箇所を正解とみなすので、上限は高く出ます。"""
LIMIT_HEAD = ("索引", "質問", "事実すべての上限", "いまの答え")
WORST_TITLE = "## 調整用の質問で最も悪かった20問"
WORST_NOTE = "良さは、事実の割合と正しい節の順位の逆数の平均（答えのない質問では、断れば1、答えれば確信のなさ）。理由は、順位・引用・事実から機械的に求めたものです。"
WORST_HEAD = ("質問", "良さ", "理由")
AXIS_FALSE, AXIS_RIGHT, AXIS_SHARE = (
    "誤った拒否（答えのある質問）",
    "正しい拒否（答えのない質問）",
    "質問の割合",
)
