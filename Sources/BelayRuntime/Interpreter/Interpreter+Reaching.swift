import BelayData
import BelayLanguage
import BelaySource

/// Names, and what is inside their values.
extension Interpreter {
    func look(
        up variable: Variable, at span: Span, _ frame: Frame, _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        var value: Value
        switch variable.reference {
        case .run: value = runRecord(withClock: variable.readsClock)
        case .failure: value = failureRecord(context)
        case .local, .global:
            value = try await found(frame[variable.reference] ?? .unknown(variable.name), at: span, context)
        }
        // A lost secret is asked for where it is needed, and a title does not need it.
        if case .unknown = value, !mode.mayNotKnow, performer.lostSecret(of: value) == nil {
            throw absent(variable, at: span, frame, context)
        }
        value = try await reach(variable.accesses, in: value, named: "$\(variable.name)", at: span, frame, context)
        // A list of secrets may lack some of them.
        if value.unknownName != nil, !mode.mayNotKnow { throw absent(variable, at: span, frame, context) }
        return value
    }

    /// What is inside a value.
    /// - Parameter name: of the value, for a message.
    func reach(
        _ accesses: [Variable.Access], in whole: Value, named name: String, at span: Span, _ frame: Frame,
        _ context: ExecutionContext
    ) async throws(Interruption) -> Value {
        var value = whole
        for access in accesses {
            do {
                switch access {
                case .field(let name): value = try value.field(name)
                case .index(let index): value = try value.element(index)
                case .key(let key):
                    value = try value.reach(try await evaluate(key, frame, context), hiding: performer.redactor)
                case .selection(let name, let wanted):
                    value = try value.element(whose: name, is: try await evaluate(wanted, frame, context))
                }
            } catch let problem as ValueProblem {
                let words = "`\(name)` cannot be accessed like this: it \(problem.message)"
                throw .failed(failure(.fail, words, at: span, context))
            } catch let interruption as Interruption {
                throw interruption
            } catch {
                preconditionFailure("nothing else is thrown")
            }
        }
        return value
    }

    /// - Parameter withClock: `now` too, which is another one each time.
    private func runRecord(withClock: Bool) -> Value {
        guard let run else { return .unknown("run") }
        func field(_ name: String, _ time: Timestamp) -> Value.Field {
            Value.Field(name: name, value: .time(Moment(time, spelling: time.description)))
        }
        var fields = [Value.Field(name: "id", value: .text(run.id)), field("started", run.started)]
        if withClock {
            let now = performer.clock?.timestamp.wholeMilliseconds
            fields.append(now.map { field("now", $0) } ?? Value.Field(name: "now", value: .unknown("run.now")))
        }
        return .record(fields)
    }

    /// In an `always` without a failure there is none; a plan does not know.
    private func failureRecord(_ context: ExecutionContext) -> Value {
        context.unwinding.failure?.record ?? (mode.walksEveryPath ? .unknown("failure") : .none)
    }
}

extension Variable {
    fileprivate var readsClock: Bool { if case .field("now")? = accesses.first { true } else { false } }
}

extension Value {
    /// `[key]` with a key that is known when it is reached.
    fileprivate func reach(_ key: Value, hiding redactor: Redactor) throws(ValueProblem) -> Value {
        switch key {
        case .number(let index): try element(index.int ?? -1)
        case .unknown(let name): .unknown(name)
        case .text, .flag, .duration, .time, .host, .secret, .list, .record, .none:
            if let name = key.text(hiding: redactor) {
                try field(name)
            } else {
                throw ValueProblem(message: "has no field with a name that is \(key.kindName)")
            }
        }
    }
}
