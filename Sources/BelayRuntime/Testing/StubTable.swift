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

        func matches(_ effect: CommandEffect) -> Bool {
            isOf(effect) && (input == nil || takes(TextPattern.Subject(effect.input?.text.shown ?? "")))
        }

        /// Whatever it is fed.
        func isOf(_ effect: CommandEffect) -> Bool {
            sign == effect.sign && script.matches(effect.script.shown) && place.matches(effect.location.shown)
        }

        func takes(_ input: TextPattern.Subject) -> Bool { self.input.map { $0.matches(input) } ?? true }
    }

    /// A command after which another one answers otherwise.
    struct Turn: Sendable {
        var sign: CommandSign
        var script: TextPattern
        /// Where it has to run; nil for anywhere. Empty for this machine.
        var host: String?

        func isAt(_ effect: CommandEffect, _ script: TextPattern.Subject) -> Bool {
            sign == effect.sign && self.script.matches(script)
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
    /// Those that another command's run may turn to another row.
    private var turning: [Int] = []
    /// By a place where a command has run, as it is shown: those whose place that is.
    private var placed: [String: [Int]] = [:]

    mutating func add(_ key: Key, _ replies: [Reply]) {
        var replies = replies
        if replies.isEmpty { replies = [Reply(isNext: false, ending: .exited(0))] }
        if replies.contains(where: { $0.after != nil }) { turning.append(entries.count) }
        entries.append(Entry(key, replies))
        placed.removeAll(keepingCapacity: true)
    }

    /// Nil for a command that is not stubbed.
    mutating func reply(to effect: CommandEffect) -> Reply? {
        let script = TextPattern.Subject(effect.script.shown)
        var input: TextPattern.Subject?
        let index = entries(at: effect.location.shown).last { index in
            guard entries[index].key.sign == effect.sign, entries[index].key.script.matches(script) else {
                return false
            }
            guard entries[index].key.input != nil else { return true }
            let fed = input ?? TextPattern.Subject(effect.input?.text.shown ?? "")
            input = fed
            return entries[index].key.takes(fed)
        }
        return index.map { entries[$0].next() }
    }

    private mutating func entries(at place: String) -> [Int] {
        if let known = placed[place] { return known }
        let subject = TextPattern.Subject(place)
        let found = entries.indices.filter { entries[$0].key.place.matches(subject) }
        placed[place] = found
        return found
    }

    /// A command has run, after which others answer otherwise.
    mutating func note(_ effect: CommandEffect) {
        guard !turning.isEmpty else { return }
        let script = TextPattern.Subject(effect.script.shown)
        for index in turning { entries[index].note(effect, script) }
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

    fileprivate mutating func note(_ effect: CommandEffect, _ script: TextPattern.Subject) {
        func begins(_ index: Int) -> Bool { replies[index].after?.isAt(effect, script) ?? false }
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
