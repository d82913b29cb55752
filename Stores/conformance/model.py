"""What a store is: a history of changes, one for each revision, from which everything that it may answer follows."""
import bisect

from wanting import want, want_equal


class Model:
    """The history of the keys below a folder, as the changes that were made say it."""

    def __init__(self, changes):
        """`changes`: of each its revision, and the puts and deletions that it made."""
        self.revisions = []
        self.states = [{}]
        self.events = []
        state = {}
        for revision, puts, deletions in sorted(changes, key=lambda made: made[0]):
            want(not self.revisions or revision > self.revisions[-1], "two changes have the revision %d" % revision)
            for key in sorted([*puts, *(key for key in deletions if key in state)], key=str.encode):
                event = {"key": key, "revision": revision}
                if key in puts:
                    event["value"] = puts[key]
                self.events.append(event)
            state = {key: held for key, held in state.items() if key not in deletions}
            state.update((key, (value, revision)) for key, value in puts.items())
            self.revisions.append(revision)
            self.states.append(state)

    def at(self, revision):
        """What the store holds at a revision: values and revisions by their keys."""
        return self.states[bisect.bisect_right(self.revisions, revision)]

    def before(self, revision):
        return self.at(revision - 1)

    def between(self, first, last):
        """All that it holds from one revision to another."""
        return self.states[bisect.bisect_right(self.revisions, first):bisect.bisect_right(self.revisions, last) + 1]


def revision_of(state, key):
    return state[key][1] if key in state else 0


def holds(state, conditions):
    return all(revision_of(state, key) == revision for key, revision in conditions.items())


def conflict_in(state, conditions):
    """The conflict that the protocol has for these conditions."""
    entries = []
    for key, revision in sorted(conditions.items()):
        if revision_of(state, key) != revision:
            entry = {"key": key, "revision": revision_of(state, key)}
            if key in state:
                entry["value"] = state[key][0]
            entries.append(entry)
    return entries


def entries_of(state, prefix):
    found = sorted(((key, held) for key, held in state.items() if key.startswith(prefix)), key=lambda item: item[0].encode())
    return [{"key": key, "value": value, "revision": revision} for key, (value, revision) in found]


def check_order(events, model):
    """Changes as they were told, against those that were made; within a revision in any order."""
    want_equal([event["revision"] for event in events], [event["revision"] for event in model.events], "the revisions that were told")

    def sorting(event):
        return event["revision"], event["key"].encode()

    want_equal(sorted(events, key=sorting), sorted(model.events, key=sorting), "the changes that were told")
