"""How deep an expression nests, told before it is parsed.

Part of the scope checker, which is one program of several files (rules.ts).
"""
import re

TOKEN = re.compile(
    r"""[rbuftRBUFT]{0,2}(?P<quotes>\"{3}|'{3})(?:\\.|(?!(?P=quotes)).)*(?P=quotes)
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | \#[^\n]* | \d+\.\d*
    | (?P<link>[(\[{]|[-+*/%@&|^~.<>]|\b(?:not|if|lambda)\b) | (?P<close>[)\]}]) | (?P<end>[,;\n]) | (?P<elif>\belif\b)""",
    re.VERBOSE | re.DOTALL,
)
DEEPEST = 800


def is_too_deep(code):
    """Counts the links of the longest expression, those around an open bracket with those inside it. CPython's parser recurses once for each; WebAssembly's stack ends
    between 1,000 and 2,500 of them, and the interpreter with it, where native CPython raises."""
    if len(code) < DEEPEST:
        return False
    open_counts, total, elifs = [0], 0, 0
    for token in TOKEN.finditer(code):
        kind = token.lastgroup
        if kind == "link":
            open_counts[-1] += 1
            total += 1
            if total > DEEPEST:
                return True
            if token[0] in "([{":
                open_counts.append(0)
        elif kind == "close":
            if len(open_counts) > 1:
                total -= open_counts.pop()
        elif kind == "end":
            if token[0] != "\n" or len(open_counts) == 1:
                total -= open_counts[-1]
                open_counts[-1] = 0
        elif kind == "elif":
            elifs += 1
    return elifs > DEEPEST
