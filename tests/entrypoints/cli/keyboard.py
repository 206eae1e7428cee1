"""Somebody at a terminal, and what they type."""

import io


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True
