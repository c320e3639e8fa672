"""Documents in groups for the filter."""

from __future__ import annotations

from app import texts_web as web
from app.engine import DocumentInfo, Engine
from app.groups import groups


def info(identity: str, authority: str, jurisdiction: str) -> DocumentInfo:
    return DocumentInfo(identity, identity.upper(), "1", "digest", authority, jurisdiction)


def test_home_by_kind_abroad_by_country_own_documents_each() -> None:
    found = groups(
        [
            info("mine", "user", ""),
            info("cn-sheet", "sheet", "中国"),
            info("law", "law", "日本"),
            info("cn-law", "law", "中国"),
            info("slides", "slides", "日本"),
            info("guide", "guideline", "日本"),
            info("all", "sheet", "各国"),
            info("law", "law", "日本"),
        ]
    )
    assert found == [
        (web.GROUP_LAW, ("law",)),
        (web.GROUP_GUIDES, ("guide",)),
        (web.GROUP_OTHERS, ("slides",)),
        ("中国", ("cn-law", "cn-sheet")),
        (web.GROUP_MANY, ("all",)),
        ("MINE", ("mine",)),
    ]


def test_every_document_is_in_one_group_and_no_id_has_a_comma(engine: Engine) -> None:
    ids = [identity for _, group in groups(engine.documents()) for identity in group]
    assert sorted(ids) == sorted({d.id for d in engine.documents()})
    assert not any("," in identity for identity in ids)
