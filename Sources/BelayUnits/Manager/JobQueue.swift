/// What is to become of units, in the order that they ask for, see systemd.unit(5), "Requires" to "After".
final class JobQueue {
    enum Change: Hashable {
        case start, stop, restart, reload
    }

    /// How a job came out, and the reason when it is not good.
    enum Outcome: Hashable {
        case done
        /// The unit is not what it was to become; its `Result` says why.
        case failed
        /// A unit that it requires did not come.
        case dependency
        /// Another job took its place.
        case cancelled
        /// The unit cannot be reloaded.
        case notApplicable
        /// An assertion of the unit does not hold.
        case assertion

        var isGood: Bool { self == .done }
    }

    final class Job {
        let unit: UnitName
        var change: Change
        var hasBegun = false
        /// Whether it is on the way down, also to come up again.
        var isStopping: Bool { change == .stop || change == .restart }
        var listeners: [(Outcome) -> Void] = []
        /// Connections that wait for it.
        var owners: Set<ObjectIdentifier> = []

        init(unit: UnitName, change: Change) {
            self.unit = unit
            self.change = change
        }
    }

    private let registry: UnitRegistry
    private var jobs: [UnitName: Job] = [:]
    unowned var manager: UnitManager!

    init(registry: UnitRegistry) { self.registry = registry }

    subscript(unit: UnitName) -> Job? { jobs[unit] }

    /// Adds a job for a unit and for those that it needs or takes with it.
    /// - Returns: the job of the unit; nil when there is nothing to do.
    /// - Throws: when the unit cannot be started at all.
    @discardableResult
    func add(_ change: Change, _ name: UnitName) throws(UnitProblem) -> Job? {
        let unit = registry[name]
        switch change {
        case .start:
            try checkLoaded(unit)
            return addStart(unit)
        case .restart:
            try checkLoaded(unit)
            if !unit.state.isUp && jobs[unit.name] == nil { return addStart(unit) }
            unit.isToBeDown = false
            for other in dependents(of: unit) where other.state.isUp { put(.restart, other) }
            addNeeds(of: unit)
            return put(.restart, unit)
        case .stop:
            return addStop(unit)
        case .reload:
            for other in propagated(from: unit) where other.state == .active { put(.reload, other) }
            return put(.reload, unit)
        }
    }

    func forget(_ connection: RequestConnection) {
        for job in jobs.values { job.owners.remove(ObjectIdentifier(connection)) }
    }

    // MARK: - Which

    private func checkLoaded(_ unit: ManagedUnit) throws(UnitProblem) {
        switch unit.load {
        case .loaded: return
        case .notFound: throw UnitProblem("Unit \(unit.name) not found.")
        case .masked: throw UnitProblem("Unit \(unit.name) is masked.")
        case .bad: throw UnitProblem("Unit \(unit.name) has a bad unit file setting.")
        }
    }

    private func addStart(_ unit: ManagedUnit) -> Job? {
        unit.isToBeDown = false
        if unit.state == .active || unit.state == .reloading, jobs[unit.name] == nil { return nil }
        if let job = jobs[unit.name], job.change == .start || job.change == .restart { return job }
        let job = put(.start, unit)
        addNeeds(of: unit)
        return job
    }

    private func addNeeds(of unit: ManagedUnit) {
        guard let settings = unit.settings else { return }
        for name in settings.conflicts {
            let other = registry[name]
            if other.state.isUp { _ = addStop(other) }
        }
        for name in settings.requires.union(settings.wants) {
            let other = registry[name]
            guard other.load == .loaded else { continue }
            _ = addStart(other)
        }
    }

    private func addStop(_ unit: ManagedUnit) -> Job? {
        unit.isToBeDown = true
        for other in dependents(of: unit) where !other.isToBeDown { _ = addStop(other) }
        if !unit.state.isUp, unit.state != .deactivating, jobs[unit.name] == nil {
            // What waits to be started again waits no more.
            manager.control(unit)?.cancelRestart()
            return nil
        }
        return put(.stop, unit)
    }

    /// The units that go when this one goes.
    private func dependents(of unit: ManagedUnit) -> [ManagedUnit] {
        registry.units.values.filter {
            guard $0 !== unit, let settings = $0.settings else { return false }
            return settings.requires.contains(unit.name) || settings.partOf.contains(unit.name)
        }.sorted { $0.name < $1.name }
    }

    private func propagated(from unit: ManagedUnit) -> [ManagedUnit] {
        registry.units.values.filter {
            $0.settings?.reloadPropagatedFrom.contains(unit.name) == true
                || unit.settings?.propagatesReloadTo.contains($0.name) == true
        }.sorted { $0.name < $1.name }
    }

    /// One job a unit: another of the same kind is the same, one of another kind takes its place.
    @discardableResult
    private func put(_ change: Change, _ unit: ManagedUnit) -> Job {
        if let job = jobs[unit.name] {
            if job.change == change { return job }
            jobs[unit.name] = nil
            for listener in job.listeners { listener(.cancelled) }
        }
        let job = Job(unit: unit.name, change: change)
        jobs[unit.name] = job
        return job
    }

    // MARK: - When

    /// Begins every job that need not wait for another.
    func advance() {
        var hasBegun = true
        while hasBegun {
            hasBegun = false
            for job in jobs.values.sorted(by: { $0.unit < $1.unit })
            where !job.hasBegun && jobs[job.unit] === job && !mustWait(job) {
                job.hasBegun = true
                hasBegun = true
                begin(job)
            }
        }
    }

    /// What is started waits for all that it comes after, and for the end of what comes after it; what is stopped waits for
    /// the end of what comes after it.
    private func mustWait(_ job: Job) -> Bool {
        let unit = registry[job.unit]
        return jobs.values.contains { other in
            guard other !== job else { return false }
            let otherUnit = registry[other.unit]
            if isAfter(unit, otherUnit) { return !job.isStopping }
            return other.isStopping && isAfter(otherUnit, unit)
        }
    }

    private func isAfter(_ unit: ManagedUnit, _ other: ManagedUnit) -> Bool {
        unit.settings?.after.contains(other.name) == true || other.settings?.before.contains(unit.name) == true
    }

    private func begin(_ job: Job) {
        let unit = registry[job.unit]
        switch job.change {
        case .start: start(unit)
        case .stop: stop(unit)
        case .restart:
            if unit.state.isUp { stop(unit) } else { continueRestart(unit) }
        case .reload:
            guard unit.state == .active, let control = manager.control(unit), control.canReload else {
                return finish(unit, .notApplicable)
            }
            control.reload()
        }
    }

    private func start(_ unit: ManagedUnit) {
        guard let settings = unit.settings else { return finish(unit, .failed) }
        if !UnitCondition.hold(settings.conditions) {
            manager.journal.add(
                "\(unit.name) - \(unit.description) was skipped because of an unmet condition check.", of: unit.name,
                by: "systemd", process: 1)
            return finish(unit, .done)
        }
        if !UnitCondition.hold(settings.assertions) {
            manager.journal.add(
                "Assertion failed for \(unit.name) - \(unit.description).", of: unit.name, by: "systemd", process: 1,
                priority: 3)
            return finish(unit, .assertion)
        }
        guard let control = manager.control(unit) else {
            unit.state = .active
            unit.subState = "active"
            return finish(unit, .done)
        }
        control.start()
    }

    private func stop(_ unit: ManagedUnit) {
        if let control = manager.control(unit) { return control.stop() }
        unit.state = .inactive
        unit.subState = "dead"
        hasStopped(unit)
    }

    // MARK: - What comes of it

    /// A unit has come up, or has not: the job that waited for it is over.
    func finish(_ unit: ManagedUnit, _ outcome: Outcome) {
        guard let job = jobs[unit.name], job.hasBegun else { return }
        jobs[unit.name] = nil
        if !outcome.isGood, job.change == .start { failDependents(of: unit) }
        for listener in job.listeners { listener(outcome) }
    }

    /// A service has come to its end: a job that asked for that is over, or continues with its start.
    func hasStopped(_ unit: ManagedUnit) {
        guard let job = jobs[unit.name], job.hasBegun else { return }
        if job.change == .restart { return continueRestart(unit) }
        finish(unit, job.change == .stop ? .done : .failed)
    }

    /// Its start waits in turn for what it comes after.
    private func continueRestart(_ unit: ManagedUnit) {
        jobs[unit.name]?.change = .start
        jobs[unit.name]?.hasBegun = false
    }

    private func failDependents(of unit: ManagedUnit) {
        for other in registry.units.values where other.settings?.requires.contains(unit.name) == true {
            guard let job = jobs[other.name], !job.hasBegun, job.change == .start else { continue }
            manager.journal.add(
                "Dependency failed for \(other.name) - \(other.description).", of: other.name, by: "systemd", process: 1
            )
            jobs[other.name] = nil
            for listener in job.listeners { listener(.dependency) }
            failDependents(of: other)
        }
    }
}
