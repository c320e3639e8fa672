"""All, only, always, first: words that a claim adds to what its quotation says."""

from __future__ import annotations

import re

from app.verify.terms import Terms

# 全国, 全体, 安全 and 完全 claim nothing of all; 限定提供データ limits nothing.
HARMLESS = re.compile(
    r"安全|保全|全国|健全|全米|全固体|全体|全面(?:的に)?改|限定提供|各国|各社の|限度|権限|期限|制限|無限|最大限|可能な限り|できる限り|できるだけ|だけでな|のみならず|だけで(?:は)?(?:な|足り)|各[位種号条項]"
)
# What a quotation may say in place of a word of scope.
LIKE = {
    "all": re.compile(r"どの|いずれ|誰|何人|みな|ほか|区別|問わ|かかわらず|限ら(?:れ)?(?:ない|ず|ま)|例外"),
    "only": re.compile(r"限|対象外|除|ない|ず|以外|初めて|はじめて|ときに|場合に|うち"),
    "always": re.compile(r"必須|なければなら|必要|義務|徹底|都度|ごと|すぐ|速やか|確実|そのまま"),
    "first": re.compile(r"最|初|1番|第1|一番|要"),
}  # fmt: skip


def kinds(text: str, terms: Terms) -> frozenset[str]:
    """Return the kinds of scope that a folded text claims."""
    cleaned = HARMLESS.sub(" ", text)
    return frozenset(kind.name for kind in terms.scopes if kind.pattern.search(cleaned))


def added(claim: str, support: str, terms: Terms) -> list[str]:
    """Return the kinds that a claim has and its support has not, in these or other words."""
    held = kinds(support, terms)
    return sorted(
        kind for kind in kinds(claim, terms) - held if not (kind in LIKE and LIKE[kind].search(support))
    )


def bare(claim: str, support: str, terms: Terms) -> list[str]:
    """Return the kinds that a claim has and its support has not in words of the same kind."""
    return sorted(kinds(claim, terms) - kinds(support, terms))
