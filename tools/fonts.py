"""Cut the packed fonts down to the letters, weights and features the pages use.

`python -m tools.fonts FOLDER` reads the three files named in the fonts' README out of a folder and writes ours. It
needs fonttools and brotli, in an environment of its own: nothing else here does.
"""

import sys
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).parents[1] / "src" / "rekindle" / "web" / "static" / "rekindle" / "fonts"
SHAPING = ["kern", "mark", "mkmk", "ccmp", "liga", "locl", "tnum", "lnum"]
FONTS: dict[str, tuple[str, Any, list[str]]] = {
    "inter-latin-wght-normal": ("inter-latin-400-600", (400, 600), [*SHAPING, "calt", "cv11", "ss03"]),
    "newsreader-latin-wght-normal": ("newsreader-latin-500", 500, SHAPING),
    "newsreader-latin-wght-italic": ("newsreader-latin-400-italic", 400, SHAPING),
}
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x131, 0x152, 0x153, 0x2C6, 0x2DA, 0x2DC, 0x2009, 0x200A, 0x202F, 0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x201F),
    *(0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x21B5, 0x21E7, 0x2212, 0x2215, 0x2248),
    *(0x2264, 0x2265, 0x2318, 0xFFFD),
]


def main(folder: Path) -> None:
    """Write the three fonts, each with the weights and the letters it is used in."""
    for packed, (ours, weights, features) in FONTS.items():
        font = TTFont(folder / f"{packed}.woff2")
        options = Options(hinting=False, layout_features=features, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=LETTERS)
        subsetter.subset(font)
        font = instantiateVariableFont(font, {"wght": weights})
        font.flavor = "woff2"
        font.save(OUT / f"{ours}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
