"""The plots of docs/quality.md, drawn from stored results: wide enough to be read at 700 pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from eval import texts as t

FONTS = ("Noto Sans CJK JP", "IPAexGothic", "IPAGothic", "Hiragino Sans", "Yu Gothic", "Meiryo")
# Inches and dots: 1,120 pixels, so that 10 points are 14 pixels where the image is shown 700 wide.
WIDTH, DOTS, POINTS = 7.0, 160, 10
# Inches a bar, and those of the axis.
BAR, AXIS = 0.34, 1.1
BLUE, ORANGE, GREY = "#1f5fa8", "#c25b12", "#8a8f98"
COLOURS = {"digests": BLUE, "with-originals": ORANGE, "originals-only": GREY}
MARKERS = {"digests": "o", "with-originals": "x", "originals-only": "D"}
SHOWN = "digests"


def japanese_font() -> str:
    """Return an installed font that has Japanese; "" where there is none."""
    from matplotlib import font_manager

    here = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in FONTS if name in here), "")


def draw(results: Mapping[str, Any], folder: Path) -> list[Path]:
    """Draw every plot whose results are stored; returns the files. None without a Japanese font."""
    import matplotlib

    matplotlib.use("agg")
    if not (font := japanese_font()):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with matplotlib.rc_context(
        {"font.family": font, "font.size": POINTS, "axes.spines.top": False, "axes.spines.right": False}
    ):
        for suite, (name, plot) in PLOTS.items():
            if suite in results:
                figure = plot(results[suite]["details"])
                figure.savefig(folder / name, dpi=DOTS, bbox_inches="tight")
                written.append(folder / name)
    return written


def refusals(details: Mapping[str, Any]) -> Any:
    """Return the refusal curves, each with the product's own point."""
    figure, axes = _figure(4.2)
    for setup, marker in MARKERS.items():
        if not (found := details.get(setup)):
            continue
        one = found.get("held-out") or found["test"]
        x, y = zip(*one["steps"], strict=True)
        axes.step(x, y, where="post", color=COLOURS[setup], label=t.SETUPS[setup][0])
        product = one["product"]
        axes.plot(product["false refusals"], product["refusals"], marker, markersize=9, color=COLOURS[setup])
    axes.set(xlabel=t.AXIS_FALSE, ylabel=t.AXIS_RIGHT, ylim=(0, 1.02))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    return figure


def rankers(details: Mapping[str, Any]) -> Any:
    """Return R@1 and R@5 of every way of ranking, with intervals; the product on top."""
    rows = details[SHOWN]["rows"]
    figure, axes = _figure(AXIS + BAR * len(rows))
    for measure, colour in (("R@1", ORANGE), ("R@5", BLUE)):
        found = [row["measures"][measure] for row in rows]
        means = [one["mean"] for one in found]
        ends = [[one["mean"] - one["low"] for one in found], [one["high"] - one["mean"] for one in found]]
        axes.errorbar(means, range(len(rows)), xerr=ends, fmt="o", color=colour, capsize=3, label=measure)
    axes.set_yticks(range(len(rows)), [t.RANKERS[row["title"]] for row in rows])
    axes.set(xlabel=t.AXIS_SHARE, xlim=(0, 1.02))
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")
    return figure


def peers(details: Mapping[str, Any]) -> Any:
    """Return R@5 of every program over all held-out questions of the fresh clone, best on top."""
    rows = [row for row in details["rows"] if row["setup"] == SHOWN and "+" in row["sets"]]
    rows.sort(key=lambda row: row["r5"])
    figure, axes = _figure(AXIS + BAR * len(rows))
    colours = [BLUE if row["name"] == "himitsu" else GREY for row in rows]
    bars = axes.barh(range(len(rows)), [row["r5"] for row in rows], color=colours)
    axes.bar_label(bars, fmt="%.2f", padding=3)
    axes.set_yticks(
        range(len(rows)), [f"{row['name']}\n{row['settings']}" for row in rows], fontsize=POINTS - 2
    )
    axes.set(xlabel="R@5", xlim=(0, 1.1))
    return figure


def _figure(height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.add_subplot()


PLOTS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], Any]]] = {
    "refusal-curve": ("quality-refusals.png", refusals),
    "ablation": ("quality-rankers.png", rankers),
    "peers": ("quality-peers.png", peers),
}
