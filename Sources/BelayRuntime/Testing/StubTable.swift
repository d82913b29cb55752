import BelayLanguage
import BelaySyntax

/// What the commands of a test answer. Of several that fit, the one that was said last counts.
struct StubTable: Sendable {
    /// A command by what it is: its sign, its text and its place.
    struct Key: Hashable, Sendable {
        var sign: CommandSign
        var script: TextPattern
        /// As it is shown; empty for this machine.
        var place: TextPattern
        /// What it is fed; nil for anything or nothing.
        var input: TextPattern?

        func matches(_ effect: CommandEffect) -> Bool { isOf(effect) && takesInput(of: effect) }

        /// Whatever it is fed.
        func isOf(_ effect: CommandEffect) -> Bool {
            sign == effect.sign && script.matches(effect.script.shown) && place.matches(effect.location.shown)
        }

        private func takesInput(of effect: CommandEffect) -> Bool {
            input.map { $0.matches(effect.input?.text.shown ?? "") } ?? true
        }
    }

    /// A command after which another one answers otherwise.
    struct Turn: Sendable {
        var sign: CommandSign
        var script: TextPattern
        /// Where it has to run; nil for anywhere. Empty for this machine.
        var host: String?

        func isAt(_ effect: CommandEffect) -> Bool {
            sign == effect.sign && script.matches(effect.script.shown)
                && (host.map { $0 == effect.location.host?.shown ?? "" } ?? true)
        }
    }

    struct Reply: Sendable {
        var isNext: Bool
        /// The command after which it counts.
        var after: Turn?
        var output = ""
        var errors = ""
        var takes = Duration.zero
        /// Nil: it runs into its limit.
        var ending: CommandOutcome.Ending?
    }

    fileprivate struct Entry: Sendable {
        var key: Key
        var replies: [Reply]
        /// The first reply of the row that counts now, and how many of that row were given.
        var row = 0
        var given = 0
    }

    private var entries: [Entry] = []

    mutating func add(_ key: Key, _ replies: [Reply]) {
        var replies = replies
        if replies.isEmpty { replies = [Reply(isNext: false, ending: .exited(0))] }
        entries.append(Entry(key, replies))
    }

    /// Nil for a command that is not stubbed.
    mutating func reply(to effect: CommandEffect) -> Reply? {
        guard let index = entries.lastIndex(where: { $0.key.matches(effect) }) else { return nil }
        return entries[index].next()
    }

    /// A command has run, after which others answer otherwise.
    mutating func note(_ effect: CommandEffect) {
        for index in entries.indices { entries[index].note(effect) }
    }

    /// Like a stub, but for its input, its sign or its place: what a person may have meant.
    func likeness(of effect: CommandEffect) -> Key? {
        entries.last { $0.key.isOf(effect) }?.key ?? entries.last { $0.key.script.matches(effect.script.shown) }?.key
    }
}

extension StubTable.Entry {
    /// The reply of this time; the last of its row from then on.
    fileprivate mutating func next() -> StubTable.Reply {
        // Before its first `after` comes true it succeeds and says nothing.
        if replies[row].after != nil, given < 0 { return StubTable.Reply(isNext: false, ending: .exited(0)) }
        let end = replies[(row + 1)...].firstIndex { $0.after != nil } ?? replies.endIndex
        let reply = replies[min(row + given, end - 1)]
        given += 1
        return reply
    }

    fileprivate mutating func note(_ effect: CommandEffect) {
        func begins(_ index: Int) -> Bool {
            guard let after = replies[index].after else { return false }
            return after.isAt(effect)
        }
        // A command that runs again begins the next row that it begins, and else its last one again.
        let found =
            replies.indices.dropFirst(given < 0 ? 0 : row + 1).first(where: begins)
            ?? replies.indices.last(where: begins)
        if let found { (row, given) = (found, 0) }
    }

    fileprivate init(_ key: StubTable.Key, _ replies: [StubTable.Reply]) {
        self.key = key
        self.replies = replies
        if replies.first?.after != nil { given = Int.min / 2 }
    }
}
