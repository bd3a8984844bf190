"""What a guest's objects say of themselves, bounded: their classes may be its own, and reading them may raise."""
from strategic_runtime.limits import MESSAGE_CHARACTERS, NAME_CHARACTERS, cut

FILE = "<analysis>"


def message(error):
    return read(lambda: error.msg if isinstance(error, SyntaxError) else str(error), "the exception's message", MESSAGE_CHARACTERS)


def read(text, what, most):
    """What a guest's class says of itself, bounded; reading it may raise."""
    try:
        found = text()
    except (MemoryError, KeyboardInterrupt):
        raise
    except BaseException:
        return "<%s could not be read>" % what
    return cut(found, most) if isinstance(found, str) else "<%s is not text>" % what


def named(name):
    return read(lambda: str(name), "a name", NAME_CHARACTERS)


def frames(error):
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame
        trace = trace.tb_next


def guest_frame(error):
    return next((frame for frame in reversed(list(frames(error))) if frame.f_code.co_filename == FILE), None)
