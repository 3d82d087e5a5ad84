"""Draw lines of text as the image of a scanned page: a page with no text of its own."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFont

_SIZE = (1000, 1414)
_PAPER = 244
_INK = 40


def scanned_page(lines: tuple[str, ...]) -> Image.Image:
    """Return a slightly skewed grey image, A4 in shape, with `lines` typed on it."""
    page = Image.new("L", _SIZE, _PAPER)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=23)
    for number, line in enumerate(lines):
        draw.text((95, 110 + number * 36), line, fill=_INK, font=font)
    return page.rotate(0.6, resample=Image.Resampling.BILINEAR, fillcolor=_PAPER)
