"""What a letter asks for that its quotations do not hold, though they speak of the same thing.

The engine's own doubt does not see it: a question about the next edition finds the present one, a question
for a template finds when to sign one, a question on a country without a source finds our own law.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from indexer.japanese import fold

# What is asked, and what a sentence that tells it holds; None for what no document here tells.
LACKING: tuple[tuple[re.Pattern[str], re.Pattern[str] | None], ...] = (
    # What is still to come.
    (
        re.compile(
            r"次の(?:版|改訂|改正|調査|実態調査)|次回の?(?:改|調)|第[2-9]版|見通し|見込み|改正の?予定"
            r"|いつ(?:ごろ|頃)?(?:に)?(?:改正|改訂|成立|施行|公表|発表)?(?:される|する|出る|になりそう|になる)"
        ),
        re.compile(r"予定|見込み|見通し"),
    ),
    # Who somebody is.
    (
        re.compile(
            r"名前の?(?:人|方)|(?:氏名|実名|裁判長|裁判官|担当者|弁護士)は?(?:誰|だれ|どなた|何|なん)"
        ),
        None,
    ),
    (re.compile(r"[何なん]+時(?!間)|受付時間|営業時間"), re.compile(r"[0-9]{1,2}(?:時(?!間)|:[0-9]{2})")),
    (re.compile(r"電話番号"), re.compile(r"[0-9]{2,4}[-)][0-9()-]{6,}")),
    (
        re.compile(
            r"弁護士(?:費用|報酬)|着手金|訴訟費用|裁判費用|(?:費用|料金|相場)は?.{0,8}(?:いくら|どのくらい|どの程度)"
        ),
        re.compile(r"[0-9](?:万|千|億)*円|無料|無償"),
    ),
    (
        re.compile(r"何(?:か月|カ月|ヶ月)|どのくらいの期間|期間はどのくらい"),
        re.compile(r"[0-9](?:年|か月|カ月|ヶ月|月|週|日)"),
    ),
    # Something to fill in.
    (
        re.compile(r"ひな形|雛形|雛型|ひな型|テンプレート|サンプル|見本(?!市)|書式|記入例"),
        re.compile(
            r"ひな形|雛形|テンプレート|サンプル|見本|書式|様式|条項例|契約書例|参考例|記載例|https?://"
        ),
    ),
)


def lacks(question: str, told: Sequence[str]) -> bool:
    """Whether a question asks for a thing that no quoted sentence holds."""
    asked, said = fold(question), [fold(one) for one in told]
    return any(
        asks.search(asked) and not (holds and any(holds.search(one) for one in said))
        for asks, holds in LACKING
    )


def elsewhere(countries: Collection[str], told: Sequence[tuple[str, str]]) -> bool:
    """Whether a question on foreign countries is answered by what is about none of them.

    Args:
        countries: The jurisdictions that the question is about.
        told: The quoted sentences, each with the jurisdiction of its document.
    """
    return bool(countries and told) and not any(
        place in countries or any(name in text for name in countries) for text, place in told
    )
