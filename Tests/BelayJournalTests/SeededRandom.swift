import BelayData
import BelayLanguage
import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTestSupport

/// Records of every kind.
extension SeededRandom {
    mutating func one<Element>(of elements: [Element]) -> Element { elements[below(elements.count)] }

    /// Of the characters that give trouble.
    mutating func text() -> String {
        let pieces = [
            "a", "etcd", " ", "\n", "\"", "\\", "$", "{", "}", "[", "]", ":", "~", ".", "é", "e\u{301}", "\u{0}",
            "\u{1F600}", "\u{2028}", "\t", "0", "-", ",\"chain\":\"", "undo", "\u{7f}", "?",
        ]
        return (0..<below(6)).map { _ in one(of: pieces) }.joined()
    }

    mutating func number() -> Int { one(of: [0, 1, 2, 137, -1, 1 << 53 + 1, Int.max, Int.min, below(1000)]) }

    mutating func duration() -> Duration {
        one(of: [
            .zero, .milliseconds(125), .seconds(below(100_000)), .nanoseconds(below(1 << 40)), .seconds(-3),
            Duration(secondsComponent: 1, attosecondsComponent: 1), .milliseconds(-250),
            Duration(secondsComponent: .max, attosecondsComponent: 999_999_999_999_999_999),
        ])
    }

    /// As it was spelled, or written in digits.
    mutating func numeral() -> Number {
        let spelling = one(of: [
            "0.1", "1e300", "-0.5", "007", "1.10", "1e999999", "-0", "1k", "64MiB", "12345678901234567890123456789",
            String(repeating: "9", count: 60),
        ])
        if let plain = DataValue.Number(spelling) { return Number(plain) }
        return NumberLiteral(spelling)?.value ?? Number(number())
    }

    mutating func step() -> StepPath {
        var path = StepPath()
        for _ in 0..<below(5) {
            let position: Int? = below(3) == 0 ? nil : number()
            path = path.appending(
                one(of: [
                    .ordinal(number()), .ordinal(below(20)), .element(position: position, label: text()),
                    .attempt(below(9)), .undo,
                ]))
        }
        return path
    }

    mutating func value(depth: Int = 0) -> Value {
        switch below(depth < 4 ? 10 : 7) {
        case 0: return .text(text())
        case 1: return .number(numeral())
        case 2: return .flag(below(2) == 0)
        case 3: return .duration(duration())
        case 4: return .host(Host(text()))
        case 5: return .none
        case 6: return .unknown(text())
        case 7: return .list((0..<below(4)).map { _ in value(depth: depth + 1) })
        default:
            return .record(
                (0..<below(5)).map { _ in Value.Field(name: text(), value: value(depth: depth + 1)) })
        }
    }

    mutating func location() -> Location {
        Location(
            host: below(2) == 0 ? nil : PlannedText(text()), user: below(2) == 0 ? nil : PlannedText(text()),
            prefixes: (0..<below(3)).map { _ in (0..<below(3)).map { _ in PlannedText(text()) } })
    }

    mutating func failure() -> Failure {
        var failure = Failure(
            kind: one(of: [.command, .expect, .deadline, .unreachable, .unknown, .fail]), message: text(), step: step(),
            command: below(2) == 0 ? nil : text(), status: below(2) == 0 ? nil : number(), output: text(),
            location: location(), span: span())
        if below(4) == 0 { failure.missingSecret = text() }
        if below(4) == 0 { failure.lostOutput = .init(name: below(2) == 0 ? nil : text()) }
        return failure
    }

    mutating func span() -> Span { Span(file: FileNumber(below(3)), start: below(100), end: 100 + below(100)) }

    mutating func timestamp() -> Timestamp { Timestamp(sinceEpoch: .milliseconds(below(1 << 44))) }

    mutating func type(depth: Int = 0) -> ValueType {
        switch below(depth < 3 ? 3 : 1) {
        case 0: one(of: [.text, .number, .flag, .duration, .path, .host, .secret, .record, .any])
        case 1: .list(type(depth: depth + 1))
        default: .choice((0..<below(3)).map { _ in text() })
        }
    }

    mutating func key() -> BindingKey {
        let kind = one(of: BindingKey.Kind.allCases)
        guard let key = BindingKey(kind, name: kind.isNamed ? text() : nil) else {
            preconditionFailure("a key has a name where its kind has names")
        }
        return key
    }

    mutating func asked() -> JournalRecord.Answered.Asked {
        one(of: [
            .confirm, .pointOfNoReturn(lock: text()),
            .ask(name: text(), type: type(), defaultValue: below(2) == 0 ? nil : text()),
            .approval(WantedApprovals(count: below(3), within: below(2) == 0 ? nil : .seconds(below(100)))),
            .manual(hasCondition: below(2) == 0), .outcome(of: number()),
        ])
    }

    mutating func answer() -> Answer {
        one(of: [
            .yes, .no, .seen, .text(text()), .retry, .waitLonger(.seconds(90)), .runHandlers, .skip(reason: text()),
            .give(text()), .stop, .approved([text(), text()]), .rejected(text()), .unapproved(text()),
            .happened, .didNotHappen, .none,
        ])
    }

    mutating func ending() -> CommandOutcome.Ending {
        one(of: [
            .exited(below(256)), .signalled(below(64)), .timedOut, .unreachable(text()), .notStarted(text()),
            .unknown(text()), .fileFailed(text()), .cancelled,
        ])
    }

    mutating func fileContent() -> FileContent { FileContent(size: number(), digest: text()) }

    mutating func stepEnding() -> StepEnd.Ending {
        one(of: [.done, .alreadyDone, .failed(failure()), .skipped(text()), .cancelled])
    }

    mutating func account() -> JournalRecord.Account {
        JournalRecord.Account(
            kind: one(of: [.expect, .await, .wait, .say, .command, .edit]), title: text(),
            place: below(2) == 0 ? nil : location(), duration: .milliseconds(below(1 << 30)), shown: text(),
            span: span())
    }

    mutating func started() -> JournalRecord.Started {
        JournalRecord.Started(
            run: text(), title: text(), stepCount: number(), runbook: text(),
            digests: (0..<below(3)).map { _ in text() },
            parameters: (0..<below(4)).map { _ in Value.Field(name: text(), value: value()) },
            lock: below(2) == 0 ? nil : text(), isSession: below(2) == 0, folder: text(), begun: timestamp(),
            version: text(), host: text(), user: text(), process: below(1 << 22))
    }

    mutating func seal() -> SecretSeal { SecretSeal(of: .secret(Secret(text())), salt: "run", rounds: 1 + below(3)) }

    mutating func record() -> JournalRecord {
        switch below(16) {
        case 0:
            var started = started()
            if below(2) == 0 { started.seals = ["b": seal(), "a": seal()] }
            started.files = started.digests.filter { _ in below(2) == 0 }.map { _ in text() }
            if below(2) == 0 { started.undoes = text() }
            if below(2) == 0 { started.trace = text() }
            if below(2) == 0 { (started.plan, started.planFile) = (text(), text()) }
            return .started(started)
        case 1:
            var intent = JournalRecord.Intent(
                number: number(), step: step(), sign: one(of: [.reads, .changes, .destroys]), place: location(),
                command: text(), undo: below(2) == 0 ? nil : step(), limit: duration(), allowed: duration(),
                isRecorded: below(2) == 0, span: span())
            if below(2) == 0 { intent.inputFile = .init(path: text(), content: fileContent()) }
            if below(2) == 0 { intent.outputFile = text() }
            return .intent(intent)
        case 2:
            var outcome = JournalRecord.OutcomeRecord(
                number: number(), ending: ending(), tail: text(), duration: duration(),
                output: below(2) == 0 ? nil : text(),
                source: one(of: [nil, .doneWhen, .remoteHost, .outputFile, .person]))
            if below(2) == 0 { outcome.outputFile = fileContent() }
            return .outcome(outcome)
        case 3:
            return .bound(
                .init(
                    step: step(), key: key(), content: below(3) == 0 ? .output(of: number()) : .value(value()),
                    isGiven: below(2) == 0, seal: below(2) == 0 ? nil : seal()))
        case 4:
            return .decided(
                .init(
                    step: step(), condition: one(of: [.doneWhen, .until, .branch(number())]),
                    truth: one(of: [.yes, .no, .unknown])))
        case 5:
            return .answered(
                .init(
                    step: step(), asked: asked(), question: text(), answer: answer(), isGivenBefore: below(2) == 0))
        case 6:
            let kinds: [StepKind] = [
                .phase, .step, .action, .command, .read, .await, .expect, .question, .say, .edit, .loop, .retry,
                .repeat, .together, .between, .handler, .undo, .fail, .place,
            ]
            return .entered(.init(step: step(), kind: one(of: kinds), title: text(), span: span()))
        case 7:
            return .ended(.init(step: step(), ending: stepEnding(), account: below(2) == 0 ? nil : account()))
        case 8: return .failed(failure())
        case 9: return .alwaysStarted(step(), from: below(2) == 0 ? nil : step())
        case 10: return .inspected(step(), session: text())
        case 11:
            return .resumed(
                .init(
                    digests: (0..<below(3)).map { _ in text() }, version: text(), host: text(), user: text(),
                    process: below(1 << 22)))
        case 12:
            let subject: JournalRecord.FailedStep.Subject = one(of: [
                .statement(title: text()),
                .command(
                    sign: one(of: [.reads, .changes, .destroys]), place: location(), text: text(), allowed: duration()),
            ])
            return .stepFailed(
                .init(step: step(), subject: subject, failure: failure(), duration: duration(), span: span()))
        case 13: return .recovered(step(), failure())
        case 14: return .noted(.init(finding: Finding(step: step(), text: text()), title: text(), span: span()))
        default:
            let outcomes: [RunEnd.Outcome] = [
                .done, .failed, .handled, .handlerFailed, .needsDecision, .cancelled, .abandoned,
            ]
            return .finished(
                .init(
                    outcome: one(of: outcomes),
                    pendingUndo: (0..<below(3)).map { _ in pendingUndo() }, again: (0..<below(3)).map { _ in step() },
                    changedNothing: below(2) == 0, handlerFailures: (0..<below(3)).map { _ in failure() },
                    report: report()))
        }
    }

    mutating func report() -> RunReport {
        var report = RunReport()
        report.failures = (0..<below(3)).map { _ in failure() }
        report.loops = (0..<below(3)).map { _ in
            LoopEnd(
                step: step(), failed: (0..<below(3)).map { _ in text() }, done: number(),
                notBegun: (0..<below(3)).map { _ in text() }, othersWentOn: below(2) == 0)
        }
        report.skipped = (0..<below(3)).map { _ in SkippedStep(step: step(), title: text(), reason: text()) }
        report.notes = (0..<below(3)).map { _ in Finding(step: step(), text: text()) }
        report.recovered = (0..<below(3)).map { _ in failure() }
        report.idleHandlers = (0..<below(3)).map { _ in text() }
        return report
    }

    mutating func pendingUndo() -> PendingUndo {
        let step = step()
        let lines = (0..<below(4)).map { _ in
            if below(3) == 0 { return PendingUndo.Line.words(text()) }
            let environment = (0..<below(3)).map { _ in
                let isSecret = below(2) == 0
                return CommandEffect.Variable(
                    name: text(), value: PlannedText(isSecret ? "" : text()), isSecret: isSecret)
            }
            let effect = CommandEffect(
                step: step, sign: one(of: [.changes, .destroys]), location: location(), script: PlannedText(text()),
                isPipeline: false, environment: environment,
                input: below(2) == 0 ? nil : .init(text: PlannedText(text()), isSecret: false), limit: .zero,
                isCaptured: false)
            return .command(effect)
        }
        return PendingUndo(step: step, title: text(), lines: lines)
    }
}
