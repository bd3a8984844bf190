"""Addresses for compiled code, without a call of C's functions through ctypes: those are cut."""
import ctypes


def pointer_to(array):
    """What `array.ctypes.data_as(ctypes.c_void_p)` gives, and keeps the array as long."""
    pointer = ctypes.c_void_p(array.ctypes.data)
    pointer.array = array
    return pointer
