"""How far a long command is: a line that fills for whoever looks on, a line for each tenth in a log."""

from django.core.management.base import OutputWrapper

WIDTH = 30


class Bar:
    def __init__(self, out: OutputWrapper, name: str) -> None:
        self._out, self._name, self._told = out, name, -1

    def __call__(self, done: int, total: int) -> None:
        part = done / total if total else 1.0
        if self._out.isatty():
            filled = "#" * round(part * WIDTH)
            self._say(f"\r{self._name} [{filled:<{WIDTH}}] {done}/{total}", "\n" if done >= total else "")
        elif int(part * 10) > self._told:
            self._told = int(part * 10)
            self._say(f"{self._name}: {done} of {total}", "\n")

    def _say(self, text: str, ending: str) -> None:
        """Not in red: it is no error."""
        self._out.write(text, style_func=str, ending=ending)
        self._out.flush()
