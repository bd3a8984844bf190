"""Which line of the guest's code began last, told to the host as it begins: compiled code sees no interrupt, and a thread that was
ended inside a long call can tell nothing any more.

A line is told when it begins for the first time, and again after each tick of the host's, a few times a second: a loop pays nothing
in between.
"""
import _signal
import os
import sys
import types

_monitoring = sys.monitoring
_LINE = _monitoring.events.LINE
_TOLD = _monitoring.DISABLE
#: Free for whoever wants one; coverage, debuggers and profilers have others.
_TOOL = 4
#: SIGUSR1, of worker/interrupts.ts.
_TICK = 10
_STDOUT = 1
_write = os.write


def _begins(code, line):
    try:
        # What compiled code prints lands there, too, and does not begin like this.
        _write(_STDOUT, b"\x01%d" % line)
    except OSError:
        # Nobody listens: no reason for the guest's code to fail.
        pass
    return _TOLD


def watch(code):
    """Of this code and of the functions in it."""
    _monitoring.set_local_events(_TOOL, code, _LINE)
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            watch(constant)


_monitoring.use_tool_id(_TOOL, "strategic")
_monitoring.register_callback(_TOOL, _LINE, _begins)
_signal.signal(_TICK, lambda number, frame: _monitoring.restart_events())
