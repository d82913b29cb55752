import BelayLanguage
import BelaySource

/// What surrounds a statement while it runs. Blocks hand a changed copy to what they hold. Every change has a name here, and
/// nobody else can make one: what belongs together is set and reset together.
struct ExecutionContext: Sendable {
    /// What the blocks around it give to commands.
    private(set) var surroundings = Surroundings()
    /// Where in the run it is.
    private(set) var position = Position()
    /// What happens when something fails in it or is about to change.
    private(set) var unwinding: Unwinding
    /// What it is walked for.
    private(set) var purpose = Purpose()

    /// Around a whole program, or an input of a session.
    init(undoLog: UndoLog) { unwinding = Unwinding(undoLog: undoLog) }

    var path: StepPath { position.path }
    var step: StepPath { position.step }
    var location: Location { surroundings.location }
    var input: CommandEffect.Input? { surroundings.input }
    var limits: TimeLimits { surroundings.limits }
    var undoLog: UndoLog { unwinding.undoLog }
    var isProbing: Bool { purpose.isProbing }

    private func changed(_ change: (inout ExecutionContext) -> Void) -> ExecutionContext {
        var context = self
        change(&context)
        return context
    }
}

/// Statements and the blocks that they hold.
extension ExecutionContext {
    /// Around a statement with a number of its own; in a probe reads belong to the step that asks.
    func forStatement(_ ordinal: Int) -> ExecutionContext {
        isProbing ? self : changed { $0.position.step = position.number(ordinal) }
    }

    /// In a block that counts its statements beneath the step.
    var insideStep: ExecutionContext { changed { $0.position = position.insideStep } }

    /// In the first `let`s of a program, which are step 0.
    var forPreamble: ExecutionContext { changed { $0.position = position.at(StepPath([.ordinal(0)])) } }

    /// `on`, `in` and `locally`.
    func at(_ location: Location) -> ExecutionContext { changed { $0.surroundings.location = location } }

    /// `within`.
    func within(_ allowed: Duration, at now: Duration) -> ExecutionContext {
        changed { $0.surroundings.limits = limits.narrowed(to: allowed, at: now) }
    }

    /// `with input`.
    func feeding(_ input: CommandEffect.Input) -> ExecutionContext { changed { $0.surroundings.input = input } }

    /// `with output file`.
    func writing(to output: CommandEffect.OutputFile) -> ExecutionContext {
        changed { $0.surroundings.output = output }
    }

    /// `with NAME=VALUE`.
    func adding(_ variable: CommandEffect.Variable) -> ExecutionContext {
        changed {
            $0.surroundings.environment.removeAll { $0.name == variable.name }
            $0.surroundings.environment.append(variable)
        }
    }

    /// `guard`.
    func guarded(by active: ActiveGuard) -> ExecutionContext { changed { $0.unwinding.guards.append(active) } }

    /// One iteration of a loop; in a probe reads belong to the step that asks.
    func forIteration(at path: StepPath) -> ExecutionContext {
        changed { $0.position = isProbing ? position.inBlock(path) : position.at(path) }
    }

    /// What an iteration has started does not lean on the iterations next to it.
    func inIteration(_ iteration: UndoLog.Iteration) -> ExecutionContext {
        changed { $0.position.iterations.append(iteration) }
    }

    /// One round of `repeat`, or what is done after a batch.
    func forTurn(_ number: Int) -> ExecutionContext { forIteration(at: step.appending(.attempt(number))) }

    /// One attempt of `retry`. A failure of one that is not the last does not hold.
    func forAttempt(_ number: Int, isLast: Bool) -> ExecutionContext {
        changed {
            $0.position = position.inBlock(step.appending(.attempt(number)))
            $0.unwinding.isRetried = !isLast
        }
    }

    /// A person has asked for the step again: the journal does not count any more, and its time begins again.
    func retriedByHand(at now: Duration) -> ExecutionContext {
        changed {
            $0.purpose.isRetriedByHand = true
            $0.surroundings.limits = limits.restarted(at: now)
        }
    }

    /// For the statements after an `on failure`.
    mutating func arm(_ handler: Span) { unwinding.handlers.insert(handler, at: 0) }
}

/// Handlers and undo blocks.
extension ExecutionContext {
    /// A handler has its own number, its own time and its own undo.
    /// - Parameters:
    ///   - ordinal: nil where it has no number.
    ///   - mark: where the log stood when the block began that it is armed in.
    func forHandler(_ ordinal: Int?, since mark: Int) -> ExecutionContext {
        changed {
            $0.surroundings.limits = limits.withoutWithin
            $0.position = position.at(ordinal.map(position.number) ?? path)
            $0.position.iterations = []
            $0.unwinding = unwinding.forHandler(since: mark, in: position.iterations)
        }
    }

    /// A handler that meets this failure.
    func meeting(_ failure: Failure?) -> ExecutionContext { changed { $0.unwinding.failure = failure } }

    /// `always`: a first cancel lets it finish.
    var shielded: ExecutionContext { changed { $0.unwinding.isShielded = true } }

    /// The undo block of an action runs where the action was called, in the time of whoever unwinds.
    func forUndo(of entry: UndoEntry, _ body: Block) -> ExecutionContext {
        changed {
            $0.surroundings = entry.context.surroundings
            $0.surroundings.limits = limits
            $0.position = entry.undoPosition
            $0.unwinding = unwinding.forUndo(of: entry, body)
        }
    }
}

/// Phrases and conditions.
extension ExecutionContext {
    /// The body of an action.
    var forAction: ExecutionContext {
        changed {
            $0.surroundings = surroundings.forPhrase
            $0.position = position.insideStep
        }
    }

    /// The body of an action, which takes part in what happens there. One with an undo is undone as a whole, so what it
    /// calls registers nothing.
    func inside(_ action: ActionState) -> ExecutionContext {
        changed {
            $0.unwinding.actions.append(action)
            if action.hasUndo { $0.unwinding.undoLog = UndoLog() }
        }
    }

    /// A probe changes nothing, so no action's undo and no guard has a part in it.
    func forProbe(_ undecided: UndecidedWatch) -> ExecutionContext {
        changed {
            $0.surroundings = surroundings.forPhrase
            $0.position = position.insideStep
            $0.unwinding.actions = []
            $0.unwinding.guards = []
            $0.purpose.isProbing = true
            $0.purpose.undecided = undecided
        }
    }

    /// One poll of an await.
    func forPoll(
        of poll: Duration, within allowed: Duration, until end: Duration, at now: Duration
    ) -> ExecutionContext {
        changed {
            $0.surroundings.limits = limits.forPoll(of: poll, within: allowed, until: end, at: now)
            $0.purpose.isProbing = true
        }
    }

    /// The poll that a plan shows.
    func forPlannedPoll(of poll: Duration, at now: Duration) -> ExecutionContext {
        changed { $0.surroundings.limits = limits.forPlannedPoll(of: poll, at: now) }
    }

    /// A value that is written down once it is there.
    var keeping: ExecutionContext { changed { $0.purpose.isKept = true } }

    /// Names are looked up only to be shown.
    var forTitle: ExecutionContext { changed { $0.purpose.isTitle = true } }

    /// A `guard` is asked where it was written, for the change at another step, and ends with that.
    func forGuard(before change: ExecutionContext) -> ExecutionContext {
        changed {
            $0.position.step = change.step
            $0.surroundings.limits = limits.capped(by: change.limits)
            $0.unwinding.isShielded = change.unwinding.isShielded
        }
    }

    /// A `done when` after the body that it belongs to.
    var afterBody: ExecutionContext { changed { $0.position.step = path } }

    /// A `done when` after the undo block, in the time of that.
    func afterUndo(_ undo: ExecutionContext) -> ExecutionContext {
        changed {
            $0.position.step = undo.step
            $0.surroundings.limits = undo.limits
            $0.unwinding.isShielded = undo.unwinding.isShielded
        }
    }

    /// A `done when` that settles whether the change of a step has happened: what the journal says does not count.
    func settling(_ change: ExecutionContext) -> ExecutionContext {
        changed {
            $0.position.step = change.step
            $0.unwinding.isShielded = change.unwinding.isShielded
            $0.purpose.isRetriedByHand = true
        }
    }
}

/// What surrounds statements that are no part of the run itself.
extension ExecutionContext {
    /// What is typed next to a held step runs where the step does, and nothing waits for its end: no handlers, no limit.
    func besideHeldStep(_ failure: Failure) -> ExecutionContext {
        var context = ExecutionContext(undoLog: UndoLog())
        context.surroundings.location = location
        context.surroundings.environment = surroundings.environment
        context.unwinding.failure = failure
        return context
    }

    /// An undo block that nobody has run, to be shown as commands: nothing stands in its way.
    func forPendingUndo(of entry: UndoEntry, _ body: Block) -> ExecutionContext {
        entry.context.forUndo(of: entry, body).changed {
            $0.surroundings.limits = $0.limits.withoutDeadline
            $0.unwinding.guards = []
        }
    }

    /// In a run that only undoes: all that its log has.
    var forUndoAlone: ExecutionContext { changed { $0.unwinding = unwinding.forHandler(since: 0, in: []) } }

    /// An input of a session, with a log of its own.
    /// - Parameter passedNumbers: how many numbers were given to inputs that are not kept.
    func forInput(_ log: UndoLog, passedNumbers: Int = 0) -> ExecutionContext {
        changed {
            $0.position.passedNumbers = passedNumbers
            $0.unwinding.undoLog = log
        }
    }

    /// Around the inputs of a job, which lasts until somebody ends it.
    func forJob(from now: Duration) -> ExecutionContext { changed { $0.surroundings.limits = .endless(from: now) } }
}
