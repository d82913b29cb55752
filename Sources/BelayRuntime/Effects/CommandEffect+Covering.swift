import BelaySource
import BelaySyntax

extension CommandEffect {
    /// True if this effect of a plan is that of a run: at the same step, of the same line of the runbook, with the same sign, place,
    /// text, environment, input and output. What the plan does not know may be anything; of a secret it says only where there is
    /// one.
    public func covers(_ performed: CommandEffect) -> Bool {
        span == performed.span && sign == performed.sign && step.covers(performed.step)
            && location.covers(performed.location) && script.covers(performed.script)
            && isPipeline == performed.isPipeline && coversEnvironment(of: performed) && coversFiles(of: performed)
            && (undoing == nil) == (performed.undoing == nil)
    }

    private func coversEnvironment(of performed: CommandEffect) -> Bool {
        environment.count == performed.environment.count
            && zip(environment, performed.environment).allSatisfy { planned, performed in
                planned.name == performed.name && planned.value.covers(performed.value)
            }
    }

    private func coversFiles(of performed: CommandEffect) -> Bool {
        guard PlannedText.covers(output?.path, performed.output?.path) else { return false }
        return switch (input, performed.input) {
        case (nil, nil): true
        case (.given(let planned)?, .given(let performed)?): planned.covers(performed)
        case (.file(let planned)?, .file(let performed)?): planned.path.covers(performed.path)
        case (_, _): false
        }
    }
}

extension GivenText {
    fileprivate func covers(_ performed: GivenText) -> Bool {
        switch (self, performed) {
        case (.secret, .secret): true
        case (.text(let planned), .text(let performed)): planned.covers(performed)
        // A value of which a plan does not know that it will be a secret.
        case (.text(let planned), .secret): planned.known == nil
        case (.secret, .text): false
        }
    }
}

extension Location {
    fileprivate func covers(_ performed: Location) -> Bool {
        PlannedText.covers(host, performed.host) && PlannedText.covers(user, performed.user)
            && prefixes.count == performed.prefixes.count
            && zip(prefixes, performed.prefixes).allSatisfy { planned, performed in
                planned.joined.covers(performed.joined)
            }
    }
}

extension Location.Prefix {
    /// Words with a separator that is in none of them: a list that is not known may be any number of words.
    fileprivate var joined: PlannedText {
        var whole = PlannedText()
        for word in self {
            whole.append(word)
            whole.append("\0")
        }
        return whole
    }
}
