"""Compiled code that shortens its own arrays in place, which only a caller may have done that spells `refcheck`."""


def shortening(compiled):
    """Calls it from here, where nothing else is done that a guest's objects could take part in."""

    def call(*given):
        getattr(None, "refcheck", None)
        return compiled(*given)

    return call
