import BelayLanguage
import BelaySource
import BelaySyntax

/// What a test says of the world.
extension TestWalk {
    func add(_ stub: Stub, _ context: ExecutionContext) async throws(Interruption) {
        let key = try await key(of: stub.command, context)
        var replies: [StubTable.Reply] = []
        for reply in stub.replies {
            var found = try await self.reply(reply, context)
            replies.append(found)
            guard let times = reply.times else { continue }
            let count = try await interpreter.evaluate(times, frame, context).text.flatMap { Int($0) } ?? 1
            (found.isNext, found.after) = (true, nil)
            replies += Array(repeating: found, count: max(0, min(count, Self.mostTimes) - 1))
        }
        world.add(key, replies)
    }

    func key(of command: Command, _ context: ExecutionContext) async throws(Interruption) -> StubTable.Key {
        let script = try await interpreter.script(of: command, frame, context).shown
        return StubTable.Key(
            sign: command.sign, script: TextPattern(script), place: TextPattern(context.location.shown),
            input: context.input.map { TextPattern($0.text.shown) })
    }

    private func reply(_ reply: Stub.Reply, _ context: ExecutionContext) async throws(Interruption) -> StubTable.Reply {
        var found = StubTable.Reply(isNext: reply.isNext, ending: .exited(0))
        if let after = reply.after {
            let script = try await interpreter.script(of: after, frame, context).shown
            let host = reply.isAfterHere ? context.location.host?.shown ?? "" : nil
            found.after = StubTable.Turn(sign: after.sign, script: TextPattern(script), host: host)
        }
        if let says = reply.says { found.output = try await lines(says, context) }
        if let warns = reply.warns { found.errors = try await lines(warns, context) }
        if let takes = reply.takes { found.takes = try await interpreter.duration(takes, frame, context) ?? .zero }
        switch reply.ending {
        case .status(let status)?:
            let value = try await interpreter.evaluate(status, frame, context)
            found.ending = .exited(value.text.flatMap { Int($0) } ?? 1)
        case .hangs?: found.ending = nil
        case .losesAnswer?: found.ending = .unknown("the connection was lost")
        case .unreachable?: found.ending = .unreachable("\(context.location.shown) cannot be reached")
        case nil: break
        }
        return found
    }

    /// What a program prints ends its line. A list has a line for each element, and a record is JSON.
    private func lines(_ expression: ValueExpression, _ context: ExecutionContext) async throws(Interruption) -> String
    {
        let value = try await interpreter.evaluate(expression, frame, context)
        if case .list(let elements) = value, elements.allSatisfy({ $0.text != nil }) {
            return elements.compactMap(\.text).map { $0 + "\n" }.joined()
        }
        let text = value.text ?? value.written(by: .writtenAsJSON)
        return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    }

    /// What is around commands that are stubbed, or that must have run.
    func context(in place: StubPlace, _ context: ExecutionContext) async throws(Interruption) -> ExecutionContext {
        if case .input(let text) = place {
            return context.feeding(.given(.text(try await interpreter.text(text, frame, context))))
        }
        return context.at(try await location(of: place, context))
    }

    private func location(of place: StubPlace, _ context: ExecutionContext) async throws(Interruption) -> Location {
        switch place {
        case .input: return context.location
        case .prefix(let text):
            var location = context.location
            location.prefixes.append([try await interpreter.text(text, frame, context)])
            return location
        case .place(.local): return .local
        case .place(.target(let call)): return try await interpreter.location(of: call, frame, context)
        case .place(.host(let host, let user)):
            var location = Location(.host(try await interpreter.text(host, frame, context)))
            if let user { location.user = try await interpreter.text(user, frame, context) }
            return location
        }
    }

    /// A diagnostic for each command and question that the test says nothing of, with the lines to add.
    func missingLines() -> [Diagnostic] {
        let missing = world.missing
        var found: [Diagnostic] = []
        for (effect, like) in zip(missing.commands, missing.likenesses) {
            found.append(.unstubbed(effect, like: like, in: test))
        }
        found += missing.questions.map { .unanswered($0, in: test) }
        found += missing.files.map { .unknownFile($0, in: test) }
        return Array(found.prefix(Self.mostMissing))
    }

    private static let mostMissing = 5
    private static let mostTimes = 10_000
}
