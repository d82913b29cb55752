"""Spans of two readings of a file, and how a difference of them is shown."""


def line(text: bytes, offset: int) -> int:
    return text.count(b"\n", 0, offset) + 1


def shown(text: bytes, span) -> str:
    start, end = span
    return repr(text[start:end].decode(errors="replace")[:70])


def differences(text: bytes, kind: str, expected, found):
    """What only one of the two has, in the order of the file."""
    expected, found = {tuple(span) for span in expected}, {tuple(span) for span in found}
    for span in sorted(expected - found):
        yield f"{line(text, span[0])}: {kind} of Belay only: {shown(text, span)}"
    for span in sorted(found - expected):
        yield f"{line(text, span[0])}: {kind} of the grammar only: {shown(text, span)}"
