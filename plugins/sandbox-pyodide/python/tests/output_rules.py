"""What a program prints is kept to the cap, whole characters only, and it is told when something is missing."""
import io

from strategic_runtime import output
from strategic_runtime.output import Capped

PIECES = ["a", "", "\n", "line\n", "é", "😀", "x" * 40, "ßé" * 5, "\ud800"]


@rule("the longest start that fits into the cap is kept, whatever pieces it came in, and the rest is told as cut")
def _(random):
    for _ in range(800):
        cap = random.randint(0, 60)
        stream, pieces = Capped(cap), [random.choice(PIECES[:8]) for _ in range(random.randint(0, 12))]
        for piece in pieces:
            same(stream.write(piece), len(piece))
        whole = "".join(pieces)
        kept = stream.text()
        holds(whole.startswith(kept), (pieces, kept))
        same(kept, whole.encode()[:cap].decode("utf-8", "ignore"), (cap, pieces))
        same(stream.truncated, kept != whole, (cap, pieces))


@rule("a half of a pair of surrogates doesn't end a run")
def _(random):
    stream = Capped(10)
    same(stream.write("ab\ud800"), 3)
    same((stream.text(), stream.truncated), ("ab\ud800", False))
    stream.write("\ud800" * 9)
    holds(stream.truncated and stream.text().startswith("ab\ud800"), stream.text().encode("utf-8", "surrogatepass"))


@rule("so many small pieces that keeping each would cost more than its text are cut, and that is told")
def _(random):
    stream = Capped(1 << 30)
    for _ in range(200_000):
        stream.write("x")
    same((len(stream.text()), stream.truncated), (200_000, False))
    stream.write("yy")
    stream.write("z")
    same((stream.text(), stream.truncated), ("x" * 200_000, True))


@rule("it takes text and nothing else, as a stream of text does, and print and writelines work on it")
def _(random):
    stream = Capped(100)
    for wrong in (b"x", 3, None):
        raises(TypeError, "must be str, not " + type(wrong).__name__, lambda: stream.write(wrong))
    print("a", 1, file=stream, flush=True)
    stream.writelines(["b\n", "c"])
    same((stream.text(), stream.truncated, stream.writable(), stream.readable()), ("a 1\nb\nc", False, True, False))
    holds(isinstance(stream, io.TextIOBase) and stream.encoding == "utf-8" and stream.errors == "replace", "a text stream")
