"""Build the project's Noto Sans SC subset, for the screen (WOFF2) and for print (TrueType).

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-*.tgz
    make fonts SOURCE=package

Input: that package unpacked. It holds Google's Noto Sans SC 2.004 as whole TrueType files
(OFL-1.1). (@fontsource/noto-sans-sc comes in web slices that lack 167 characters of GB 2312.)

Output, the same bytes for the same input:

- static/fonts/NotoSansSC-{Regular,Bold}.woff2, which the app serves to the browser;
- src/ordos_geo/cartography/fonts/NotoSansSC-{Regular,Bold}.ttf, which exports embed
  (quadratic outlines, as PDF font type 42 needs);
- OFL.txt beside both.

Characters: all of GB 2312, ASCII, Latin-1, common punctuation and map signs, and whatever the text
files under data/ and geo/ hold beyond that.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "static" / "fonts"
PRINT = ROOT / "src" / "ordos_geo" / "cartography" / "fonts"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
TEXT_SUFFIXES = {".csv", ".txt", ".yaml", ".json", ".geojson", ".topojson"}
SIGNS = (
    "‐–—―‖‘’“”†‡•…‰′″‹›※€℃№™←↑→↓↔↕↖↗↘↙−∞≈≠≤≥"
    "■□▲△▶▷▼▽◀◁◆◇○◎●★☆♀♂✓　〇、。〈〉《》「」『』【】〔〕〖〗￥"
)


def gb2312() -> set[str]:
    """Every character of GB 2312-80."""
    characters = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                characters.add(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return characters


def text_of_the_project() -> set[str]:
    """Every printable character in the text files under data/ and geo/ that are kept in git."""
    characters: set[str] = set()
    for folder in (ROOT / "data", ROOT / "geo"):
        for path in folder.rglob("*"):
            if path.suffix in TEXT_SUFFIXES and ROOT / "data" / "var" not in path.parents:
                characters.update(path.read_text(encoding="utf-8"))
    return {character for character in characters if character.isprintable()}


def wanted_characters() -> set[str]:
    """What the fonts must hold."""
    latin = {chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))}
    circled = {chr(code) for code in range(0x2460, 0x2474)}
    return gb2312() | latin | circled | set(SIGNS) | text_of_the_project()


def build(source: Path, weight: str, characters: set[str]) -> None:
    """Write one weight for screen and print; exit with a message if a character is missing."""
    font = TTFont(source, recalcTimestamp=False)
    missing = characters - {chr(code) for code in font.getBestCmap()}
    if missing:
        sys.exit(f"{source} has no glyph for: {''.join(sorted(missing))}")
    options = subset.Options()
    options.layout_features = ["kern", "liga", "locl", "ccmp", "mark"]
    options.drop_tables += ["BASE", "STAT", "vhea", "vmtx"]
    options.name_IDs = list(range(26))
    options.hinting = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(font)
    font.save(PRINT / f"NotoSansSC-{weight}.ttf")
    font.flavor = "woff2"
    font.save(WEB / f"NotoSansSC-{weight}.woff2")


def main(arguments: list[str]) -> None:
    """Build both weights from the package folder named on the command line."""
    package = Path(arguments[0]) if arguments and arguments[0] else None
    if package is None or not (package / "LICENSE_FONT").is_file():
        sys.exit(__doc__)
    characters = wanted_characters()
    for folder in (WEB, PRINT):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(package / "LICENSE_FONT", folder / "OFL.txt")
    for weight, name in WEIGHTS.items():
        build(package / name / f"NotoSansSC_{name}.ttf", weight, characters)
        print(f"NotoSansSC-{weight}: {len(characters)} characters")


if __name__ == "__main__":
    main(sys.argv[1:])
