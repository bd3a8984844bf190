"""Shapes whose compiled code shortens its own arrays in place, which only a caller may ask for that spells `refcheck`."""


def shortening(shape):
    stock = shape._update

    def update(self, *given):
        getattr(None, "refcheck", None)
        return stock(self, *given)

    shape._update = update
