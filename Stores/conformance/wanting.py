"""What a check expects."""


class NotKept(Exception):
    """The protocol says something else."""


def want(is_so, what):
    if not is_so:
        raise NotKept(what)


def want_equal(found, wanted, what):
    if found != wanted:
        raise NotKept("%s: expected %s, found %s" % (what, _shown(wanted), _shown(found)))


def want_error(answer, kind, what):
    want("error" in answer, "%s: expected an error, found %s" % (what, _shown(answer)))
    want_equal(answer.get("kind"), kind, "%s: the kind of \"%s\"" % (what, answer["error"]))
    want(isinstance(answer["error"], str) and answer["error"].strip(), "%s: the error has words" % what)


def want_done(answer, what):
    """The revision of a change that was made."""
    want("error" not in answer and "conflict" not in answer, "%s: expected a revision, found %s" % (what, _shown(answer)))
    revision = answer.get("revision")
    want(isinstance(revision, int) and revision > 0, "%s: expected a revision, found %s" % (what, _shown(answer)))
    return revision


def _shown(value):
    text = repr(value)
    return text if len(text) < 300 else text[:300] + "... (%d characters)" % len(text)
