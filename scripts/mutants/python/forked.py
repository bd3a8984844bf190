"""Runs one mutant in a process of its own: a fork of this one, where pandas is loaded already."""
import os
import pickle
import resource
import select
import signal
import time

MEMORY = 4 << 30


def run(work, limit):
    """("told", what `work` gave), ("fault", why) when it raised or its process died, or ("late", None) after `limit` seconds or when a
    timer of its own ended it."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _work(work, writer)
    os.close(writer)
    told, end, status = b"", time.monotonic() + limit, 0
    try:
        while True:
            ready, _, _ = select.select([reader], [], [], max(0, end - time.monotonic()))
            if not ready:
                os.kill(child, signal.SIGKILL)
                return "late", None
            part = os.read(reader, 65_536)
            if not part:
                break
            told += part
    finally:
        os.close(reader)
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
        return "late", None
    return pickle.loads(told) if told else ("fault", "its process died")


def _work(work, writer):
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        try:
            answer = "told", work()
        except BaseException as error:
            answer = "fault", "%s: %s" % (type(error).__name__, str(error)[:200])
        with os.fdopen(writer, "wb") as file:
            pickle.dump(answer, file)
    finally:
        os._exit(0)
