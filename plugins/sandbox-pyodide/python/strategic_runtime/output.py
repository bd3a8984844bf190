"""Capped standard output and error."""
import io


WRITES_MAX = 200_000


class Capped(io.TextIOBase):
    """Keeps the first `cap` bytes of what is written, and of no more than `WRITES_MAX` pieces. Never raises: a flood must not end a run."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, cap):
        self._parts, self._left, self.truncated = [], cap, False

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not " + type(text).__name__)
        if self._left > 0:
            size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
            if len(self._parts) >= WRITES_MAX:
                self._left = 0
            elif size <= self._left:
                self._parts.append(text)
                self._left -= size
                return len(text)
            head = text.encode("utf-8", "surrogatepass")[: self._left]
            self._parts.append(head.decode("utf-8", "ignore"))
            self._left = 0
        if text:
            self.truncated = True
        return len(text)

    def text(self):
        return "".join(self._parts)
