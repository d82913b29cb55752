extension RunRequest {
    /// Finds the defaults of the parameters that were not given, and asks each one's `where`.
    /// - Parameter reads: performs the commands of defaults and checks; without it these stay unknown.
    public func settle(reads: (any CommandExecutor)?) async -> ParameterSettlement {
        let performer = PlanningPerformer(observer: EventRecorder(), reads: reads)
        var settlement = await Interpreter(program: program, performer: performer, run: nil).settled(parameters)
        settlement.readCount = performer.readCount
        return settlement
    }
}
