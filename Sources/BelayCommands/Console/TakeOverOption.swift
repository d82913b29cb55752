import ArgumentParser

/// What every command asks that takes up a run of the store.
struct TakeOverOption: ParsableArguments {
    @Flag(
        help:
            "Take the run over from another machine, also where that may still execute it: it stops before its next change."
    )
    var takeOver = false
}
