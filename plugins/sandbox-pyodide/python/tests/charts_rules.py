"""strategic.chart keeps what it is given, in order, within its limits, and refuses the rest in words."""
from strategic import ChartLimit, chart, charts


def drained(call):
    charts._drain()
    call()
    return charts._drain()


@rule("charts are handed on in the order they were asked for, with the very data and every option, and once")
def _(random):
    for _ in range(50):
        wanted = []

        def ask():
            for at in range(random.randint(0, 12)):
                template, data = random.choice(["bar", " line ", "roi_analysis"]), {"at": at}
                options = {name: random.choice(["x", 3, None, ["y"]]) for name in random.sample(["subtitle", "theme", "locale", "currency"], random.randint(0, 4))}
                title = random.choice([None, "", "Costs fell"])
                same(chart(template, data, title, **options), None)
                wanted.append((template.strip(), data, options if title is None else {**options, "title": title}))

        got = drained(ask)
        same(got, wanted)
        holds(all(one[1] is other[1] for one, other in zip(got, wanted)), "the same objects")
        same(charts._drain(), [])


@rule("sixty-four charts are drawn and the sixty-fifth is refused, which loses none of the others")
def _(random):
    def ask():
        for at in range(64):
            chart("bar", at)
        for _ in range(3):
            raises(ChartLimit, "at most 64", lambda: chart("bar", 64))

    same([data for _, data, _ in drained(ask)], list(range(64)))
    same(len(drained(lambda: chart("bar", 1))), 1)
    holds(issubclass(ChartLimit, RuntimeError), "callers know it as a RuntimeError")


@rule("a text as long as a chart takes is kept, one character more is refused with its name and both numbers")
def _(random):
    same(len(drained(lambda: chart("x" * 200, 1, "t" * 5000, subtitle="s" * 5000))), 1)
    for call, word in (
        (lambda: chart("x" * 201, 1), "template has 201 characters; a chart takes at most 200"), (lambda: chart("bar", 1, "t" * 5001), "title has 5001 characters; a chart takes at most 5000"),
        (lambda: chart("bar", 1, subtitle="s" * 5001), "subtitle has 5001 characters; a chart takes at most 5000"), (lambda: chart("bar", 1, "t", source="s" * 9000), "source has 9000"),
    ):
        same(drained(lambda: raises(ValueError, word, call)), [])


@rule("what is no template or no title is refused before anything is kept")
def _(random):
    for template in (None, 3, b"bar", ["bar"]):
        same(drained(lambda: raises(TypeError, "template must be a string", lambda: chart(template, 1))), [])
    for template in ("", " ", "\n\t"):
        same(drained(lambda: raises(ValueError, "must name", lambda: chart(template, 1))), [])
    for title in (3, b"x", ["x"], True):
        same(drained(lambda: raises(TypeError, "title must be a string", lambda: chart("bar", 1, title))), [])
