"""Text that a PDF holds and no reader of the page sees.

Such text reaches an assistant and not the person who checks its answer: white on white, drawn
in "invisible" mode, fully transparent, too small, or beside the page. It is switched off in
memory before extraction. Doubt keeps text: a title lost is worse than a watermark kept.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

# Handles of pypdfium2, which has no types.
Handle = Any
Box = tuple[float, float, float, float]  # left, bottom, right, top in points
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
# Form objects may contain themselves; real pages nest three or four deep.
_DEEPEST_FORM = 8
_WHITE = 250  # of 255, in each of red, green and blue
_SMALLEST = 1.0  # points; the fine print of contracts is 5
# A scan with a text layer laid over it: invisible text there is what the picture shows.
_SCAN_SHARE = 0.5
# White text is compared with what was painted before it, back to this many objects.
_BACKDROPS = 500


@dataclass
class Visibility:
    """What was found on one page."""

    hidden: int = 0  # text objects switched off
    image: bool = False  # the page has a picture
    ocr: bool = False  # its text is the invisible layer of a scan, and was kept


@dataclass
class _Page:
    box: Box
    backdrops: list[tuple[Box, bool]] = field(default_factory=list)  # and whether it is white
    unseen: list[Handle] = field(default_factory=list)
    layer: list[Handle] = field(default_factory=list)  # text in invisible mode
    image_area: float = 0.0


def hide_invisible(page: Handle, page_box: Box) -> Visibility:
    """Switch off the invisible text objects of an opened pdfium page, and report on it.

    `page_box` is the visible part of the page, in PDF points. The file itself is not changed.
    """
    found = _Page(page_box)
    top = _objects(page, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject)
    for handle, matrix in _flatten(top, _IDENTITY, 0):
        _examine(handle, matrix, found)
    ocr = bool(found.layer) and found.image_area >= _SCAN_SHARE * _area(page_box)
    unseen = found.unseen if ocr else found.unseen + found.layer
    for handle in unseen:
        pdfium_c.FPDFPageObj_SetIsActive(handle, False)
    return Visibility(hidden=len(unseen), image=found.image_area > 0, ocr=ocr)


def _objects(parent: Handle, count: Any, get: Any) -> Iterator[Handle]:
    for index in range(count(parent)):
        yield get(parent, index)


def _flatten(handles: Iterator[Handle], matrix: Matrix, depth: int) -> Iterator[tuple[Handle, Matrix]]:
    """Yield every object in painting order with the matrix from its space to the page."""
    for handle in handles:
        if pdfium_c.FPDFPageObj_GetType(handle) != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield handle, matrix
        elif depth < _DEEPEST_FORM:
            inner = _objects(handle, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject)
            yield from _flatten(inner, _product(_matrix(handle), matrix), depth + 1)


def _examine(handle: Handle, matrix: Matrix, found: _Page) -> None:
    kind = pdfium_c.FPDFPageObj_GetType(handle)
    box = _box(handle, matrix)
    if box is None:
        return
    if kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            found.image_area += _area(_overlap(box, found.box))
        found.backdrops.append((box, kind == pdfium_c.FPDF_PAGEOBJ_PATH and _is_white_path(handle)))
        return
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
    if mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE and not _is_off(box, found.box):
        found.layer.append(handle)
    elif _area(box) == 0:
        return  # spaces: nothing to see, and words would run together without them
    elif _is_off(box, found.box) or _is_tiny(handle, matrix, box):
        found.unseen.append(handle)
    elif mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL and _is_unpainted(handle, box, found):
        found.unseen.append(handle)


def _is_unpainted(text: Handle, box: Box, found: _Page) -> bool:
    colour = _fill(text)
    if colour is None:
        return False
    *rgb, alpha = colour
    return alpha == 0 or (min(rgb) >= _WHITE and _on_white(box, found.backdrops))


def _on_white(box: Box, backdrops: list[tuple[Box, bool]]) -> bool:
    """Say whether what was last painted under the middle of `box` is white, or nothing."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for (left, bottom, right, top), white in reversed(backdrops[-_BACKDROPS:]):
        if left <= x <= right and bottom <= y <= top:
            return white
    return len(backdrops) <= _BACKDROPS


def _is_white_path(path: Handle) -> bool:
    colour = _fill(path)
    return colour is not None and min(colour[:3]) >= _WHITE


def _is_off(box: Box, page: Box) -> bool:
    return box[2] < page[0] or box[0] > page[2] or box[3] < page[1] or box[1] > page[3]


def _is_tiny(text: Handle, matrix: Matrix, box: Box) -> bool:
    # Both the stated size and the ink: Type 3 fonts may state any size.
    if box[3] - box[1] >= _SMALLEST and box[2] - box[0] >= _SMALLEST:
        return False
    size = ctypes.c_float()
    if not pdfium_c.FPDFTextObj_GetFontSize(text, size):
        return False
    _, _, c, d, _, _ = _product(_matrix(text), matrix)
    return abs(size.value) * math.hypot(c, d) < _SMALLEST


def _fill(handle: Handle) -> tuple[int, int, int, int] | None:
    """Return red, green, blue and alpha (0-255) of the fill; None for patterns."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _matrix(handle: Handle) -> Matrix:
    m = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, m):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _box(handle: Handle, matrix: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    box = (left.value, bottom.value, right.value, top.value)
    return box if matrix is _IDENTITY else _moved(box, matrix)


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _overlap(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])
