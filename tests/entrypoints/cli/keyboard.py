"""A person at a terminal, and their answer."""

import io


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True
