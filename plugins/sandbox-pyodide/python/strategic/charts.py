"""Charts asked for by the code; the host draws them once it has ended."""

MOST_CHARTS = 64
MOST_TEMPLATE_CHARACTERS = 200
MOST_TEXT_CHARACTERS = 5000

_asked = []


class ChartLimit(RuntimeError):
    """More charts than one execution may draw."""


def chart(template, data, title=None, **options):
    """Draw `data` with a chart template; the picture comes with the answer. Returns None.

    template: id of a template, such as "bar", "line" or "roi_analysis"; "auto" takes the one that fits.
    data: what the template expects, as a dict of lists or a table (`{"labels": [...], "series": [...]}`, a DataFrame as it is).
    title: the finding in words, which the code may put together: f"Costs fell by {share:.0%}"; left out, the template words it.
    options: subtitle, source, theme ("light" or "dark"), width and height (pixels), locale, currency, persona, background
    ("paper" or "transparent"). What the picture warns of comes back with it, in charts[].warnings of the answer.

    Raises TypeError when the template is not a string, ValueError when it is empty or a text is too long to be drawn, and
    ChartLimit after 64 charts.
    """
    if not isinstance(template, str):
        raise TypeError(f"template must be a string such as 'bar', not {type(template).__name__}")
    if not template.strip():
        raise ValueError("template must name a chart template, such as 'bar'")
    if title is not None and not isinstance(title, str):
        raise TypeError(f"title must be a string, not {type(title).__name__}")
    if len(_asked) >= MOST_CHARTS:
        raise ChartLimit(f"one execution draws at most {MOST_CHARTS} charts; put several panels into one 'dashboard'")
    _drawable("template", template, MOST_TEMPLATE_CHARACTERS)
    if title is not None:
        options["title"] = title
    for name, value in options.items():
        if isinstance(value, str):
            _drawable(name, value, MOST_TEXT_CHARACTERS)
    _asked.append((template.strip(), data, options))


def _drawable(name, text, most):
    if len(text) > most:
        raise ValueError(f"{name} has {len(text)} characters; a chart takes at most {most}")


def _drain():
    """What was asked for, in order; forgets it. For the runtime."""
    asked = list(_asked)
    _asked.clear()
    return asked
