"""How the figures grow with the corpus and with the clients, drawn as PNG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.figure import Figure

FONTS = ("Noto Sans CJK JP", "IPAexGothic", "IPAGothic", "Hiragino Sans", "Yu Gothic", "Meiryo")
INCHES, DOTS = (6.4, 4.0), 120


@dataclass(frozen=True)
class Plot:
    """A plot: which figures it shows, and its words in Japanese and (without a font) in English.

    `lines` maps a figure's part and name to its label; `over` is "passages" or "clients".
    """

    file: str
    over: str
    lines: dict[tuple[str, str], tuple[str, str]]
    y: tuple[str, str]
    log_y: bool = False


PLOTS = (
    Plot(
        "bench-warm.png",
        "passages",
        {
            ("search", "search p50"): ("検索 p50", "search p50"),
            ("search", "search p95"): ("検索 p95", "search p95"),
            ("ask", "ask p50"): ("回答 p50", "ask p50"),
            ("ask", "ask p95"): ("回答 p95", "ask p95"),
        },
        ("ミリ秒", "milliseconds"),
    ),
    Plot(
        "bench-memory.png",
        "passages",
        {
            ("index", "peak"): ("索引を作る", "indexing"),
            ("search", "serving process, peak"): ("検索・回答", "serving"),
        },
        ("最大メモリー（MiB）", "peak memory (MiB)"),
    ),
    Plot(
        "bench-index.png",
        "passages",
        {("index", "seconds, processor"): ("索引を作る", "indexing")},
        ("プロセッサー秒", "processor seconds"),
        log_y=True,
    ),
    Plot(
        "bench-clients.png",
        "clients",
        {("clients", "answers"): ("回答／秒", "answers/s")},
        ("回答／秒", "answers/s"),
    ),
)
X = {"passages": ("箇所", "passages"), "clients": ("同時の利用者", "clients")}
Line = list[tuple[int, float]]


def draw(figures: Sequence[Figure], folder: Path) -> list[Path]:
    """Draw every plot that has at least one line of two points; returns the files written."""
    import matplotlib

    matplotlib.use("agg")
    language = 0 if _japanese() else 1
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _draw(plot, lines, folder / plot.file, language)
        for plot in PLOTS
        if (lines := _lines(plot, figures, language))
    ]


def _japanese() -> bool:
    """Take a font that can write Japanese; whether there is one."""
    from matplotlib import font_manager, rcParams

    known = {entry.name for entry in font_manager.fontManager.ttflist}
    found = [name for name in FONTS if name in known]
    if found:
        rcParams["font.family"] = found[0]
    return bool(found)


def _lines(plot: Plot, figures: Sequence[Figure], language: int) -> dict[str, Line]:
    """Return the points of each line; growth is drawn over the synthetic corpora, alike but for size."""
    found: dict[str, Line] = defaultdict(list)
    for figure in figures:
        label = plot.lines.get((figure.part, figure.name))
        if label is None or (plot.over == "passages" and figure.corpus == "real"):
            continue
        more = {"synthetic+questions": ("（想定質問つき）", " (with questions)")}.get(figure.corpus, ("", ""))
        found[label[language] + more[language]].append((getattr(figure, plot.over), figure.value))
    return {label: sorted(line) for label, line in found.items() if len(line) > 1}


def _draw(plot: Plot, lines: dict[str, Line], path: Path, language: int) -> Path:
    from matplotlib import pyplot

    canvas, axes = pyplot.subplots(figsize=INCHES, dpi=DOTS, layout="constrained")
    for label, line in lines.items():
        axes.plot([x for x, _ in line], [y for _, y in line], marker="o", label=label)
    axes.set_xscale("log")
    axes.set_xticks(sorted({x for line in lines.values() for x, _ in line}))
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.minorticks_off()
    if plot.log_y:
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.set_xlabel(X[plot.over][language])
    axes.set_ylabel(plot.y[language])
    axes.grid(alpha=0.3)
    axes.legend()
    canvas.savefig(path)
    pyplot.close(canvas)
    return path
