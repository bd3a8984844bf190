"""Makes the shipped fonts from the npm package `inter-ui` (run once by a maintainer: python3 make_fonts.py; needs fonttools, brotli).

Static TTF for the server canvas; Latin WOFF2 subset for the page. Tabular figures are frozen into both: numbers in columns
line up without a feature setting, which Skia's canvas can't be given.
"""
import io
import pathlib

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent
SOURCE = HERE.parents[2] / "node_modules" / "inter-ui" / "web"
LATIN = "U+0020-007E,U+00A0-024F,U+0259,U+02C6-02DD,U+0391-03C9,U+0400-045F,U+1E9E,U+2009-200B,U+2010-2027,U+202F-203A,U+2044,U+20A0-20BF,U+2116,U+2122,U+2190-2193,U+2196-2199,U+21B5,U+2206,U+2212,U+2215,U+221A,U+221E,U+2248,U+2260,U+2264,U+2265,U+25A0,U+25B2,U+25B3,U+25BC,U+25BD,U+25CF,U+25D0,U+2913,U+2715"


def freeze_tabular(font):
    gsub = font["GSUB"].table
    swaps = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    for table in font["cmap"].tables:
        for code, name in list(table.cmap.items()):
            # Figures alone: a hyphen as wide as a figure tears "Sign-ups" apart.
            if 0x30 <= code <= 0x39 and name in swaps:
                table.cmap[code] = swaps[name]


for weight in ("Regular", "Medium", "SemiBold", "Bold"):
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], hinting=False, notdef_outline=True)
    font = TTFont(SOURCE / f"Inter-{weight}.woff2")
    freeze_tabular(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LATIN.replace("U+", "")))
    subsetter.subset(font)
    font.flavor = None
    font.save(HERE / f"Inter-{weight}.ttf")
    if weight in ("Regular", "SemiBold"):
        page = TTFont(SOURCE / f"Inter-{weight}.woff2")
        freeze_tabular(page)
        small = subset.Subsetter(subset.Options(layout_features=["kern"], hinting=False))
        small.populate(unicodes=subset.parse_unicodes("0020-007E,00A0-00FF,0131,0152-0153,0178,2009,2013-2014,2018-201E,2022,2026,202F,20AC,2192,2212,25B2,25BC,2264,2265"))
        small.subset(page)
        page.flavor = "woff2"
        page.save(HERE / f"Inter-{weight}.woff2")
