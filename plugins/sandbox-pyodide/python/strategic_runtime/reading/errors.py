"""What can't be read."""


class DatasetError(ValueError):
    pass
