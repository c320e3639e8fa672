"""Sections of docs/quality.md on what stands beside the product: ways, programs, collections, machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from eval import texts as t
from eval.markdown import interval, share, table
from eval.rankers import PRODUCT

Results = Mapping[str, Any]


def ablation(details: Results) -> Iterator[str]:
    """Yield the ways of ranking."""
    yield t.ABLATION_TITLE
    yield t.ABLATION_NOTE
    yield f"![{t.ABLATION_IMAGE}](images/quality-rankers.png)"
    for setup in (name for name in t.SETUPS if name in details):
        yield f"### {t.SETUPS[setup][0]} ― {t.ASKED[details[setup]['asked']][0]}"
        rows = []
        for row in details[setup]["rows"]:
            measures = (
                interval(row["measures"][m]) for m in ("R@1", "R@3", "R@5", "R@10", "RR@10", "nDCG@10")
            )
            behind = row["behind"]
            told = f"{behind['mean']:+.2f} ({behind['low']:+.2f}–{behind['high']:+.2f})"
            product = row["title"] == PRODUCT
            last = ("", "") if product else (told, share(behind["below"]))
            rows.append((t.RANKERS[row["title"]], *measures, *last))
        yield table(t.ABLATION_HEAD, rows)


def peers(details: Results) -> Iterator[str]:
    """Yield other programs."""
    yield t.PEERS_TITLE
    yield t.PEERS_NOTE
    yield f"![{t.PEERS_IMAGE}](images/quality-peers.png)"
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in details["rows"]:
        groups.setdefault((row["setup"], row["sets"]), []).append(row)
    for (setup, asked), rows in groups.items():
        yield f"### {t.SETUPS[setup][0]} ― {asked}（{rows[0]['questions']}問）"
        yield table(
            t.PEERS_HEAD,
            [
                (
                    *(row[key] for key in ("name", "version", "settings")),
                    *(share(row[key]) for key in ("r1", "r5", "r10", "mrr")),
                    f"{row['index_seconds']:.1f}",
                    f"{row['query_ms']:.1f}",
                )
                for row in rows
            ],
        )


def collections(details: Results) -> Iterator[str]:
    """Yield external collections."""
    yield t.COLLECTIONS_TITLE
    yield t.COLLECTIONS_NOTE
    rows = [
        (t.COLLECTIONS[name], str(found["queries"]), *(interval(found[m]) for m in t.COLLECTIONS_HEAD[2:]))
        for name, found in details.items()
    ]
    yield table(t.COLLECTIONS_HEAD, rows)


def named_figures(title: str, note: str = "") -> Callable[[Results], Iterator[str]]:
    """Return the section of a suite that has figures by name and no more."""

    def section(details: Results) -> Iterator[str]:
        yield title
        yield note
        rows = [(name, f"{value:.3g}") for name, value in details["figures"].items()]
        yield table(t.FIGURES_HEAD, rows)

    return section


def bench(details: Results) -> Iterator[str]:
    """Yield speed and memory."""
    yield t.BENCH_TITLE
    yield t.BENCH_NOTE.format(**details["machine"])
    rows = [
        (one["part"], _where(one), one["name"], f"{one['value']:.4g}", one["unit"])
        for one in details["figures"]
    ]
    yield table(t.BENCH_HEAD, rows)


def _where(figure: Mapping[str, Any]) -> str:
    clients = f"×{figure['clients']}" if figure["clients"] else ""
    return f"{figure['corpus']} {figure['passages'] or ''} {clients}".strip()
