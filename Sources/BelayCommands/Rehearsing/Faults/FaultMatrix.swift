import BelayLab
import BelayReporting
import BelayTransports
import Glibc

/// One rehearsal for each point of a grid, several side by side.
struct FaultMatrix {
    let options: RehearsalOptions
    let lab: any NamedLab
    let grid: FaultGrid
    /// Those that were asked for.
    let points: [FaultPoint]
    let version: RehearsedVersion
    let console: Console

    func run() async throws(UserError) -> ExitStatus {
        var results = file?.all ?? [:]
        // Where it cannot be written, nothing is run for it.
        if let file = options.reporting.report { try ReportWriter(console).save("", to: file) }
        let chosen = chosen
        let points = chosen.filter { results[$0.text] == nil }
        announce(points.count, of: chosen.count)
        let work = Task { await rehearse(points) }
        console.signals.handle { _ in work.cancel() }
        let (found, problem) = await work.value
        console.signals.handle(nil)
        if let problem { throw problem }
        for result in found { results[result.point] = result }
        let table = FaultTable(grid: grid, faults: lab.faults, states: lab.states, results: results)
        console.output.write(table.text)
        if let file = options.reporting.report {
            try ReportWriter(console).write(
                table.reported(options.arguments.runbook), markdown: table.text, to: file)
        }
        if work.isCancelled { return .cancelled }
        return chosen.contains { results[$0.text]?.state == nil } ? .failed : .done
    }

    /// - Returns: the results of those that have ended, and the reason why the others did not.
    private func rehearse(_ points: [FaultPoint]) async -> ([FaultResult], UserError?) {
        let performer = Transports()
        let count = countAtOnce(of: points.count)
        var waiting = points[...]
        var found: [FaultResult] = []
        var problem: UserError?
        await withTaskGroup(of: FaultResult?.self) { group in
            func start() {
                guard !Task.isCancelled, problem == nil, let point = waiting.popFirst() else { return }
                let rehearsal = FaultRehearsal(options: options, point: point, version: version, console: console)
                group.addTask { await rehearsal.run(by: performer) }
            }
            for _ in 0..<count { start() }
            for await result in group {
                if let result {
                    found.append(result)
                    problem = problem ?? note(result)
                }
                start()
            }
        }
        return (found, problem)
    }

    /// All of them, or as many as were asked for, as the seed decides.
    private var chosen: [FaultPoint] {
        guard let sample = options.every.sample else { return points }
        var generator = SeededRandom(seed: options.seed, about: "every fault")
        return Array(points.shuffled(using: &generator).prefix(max(0, sample)))
    }

    private func countAtOnce(of points: Int) -> Int { max(1, min(options.every.atOnce ?? bearable, points)) }

    /// What is to come, before the first of them.
    private func announce(_ count: Int, of all: Int) {
        var text = "\(count) \(count == 1 ? "rehearsal" : "rehearsals"), \(countAtOnce(of: count)) at once"
        if let file {
            if count < all { text += "; \(all - count) are in \(file.path) already" }
            let others = file.countOfOthers
            if others > 0 { text += "; \(others) there are of another version of the runbook or its lab" }
        }
        console.error.write(text + "\n")
    }

    /// The number of labs that fit into the free memory; two for each processor at most.
    private var bearable: Int {
        let free = sysconf(Int32(_SC_AVPHYS_PAGES)) / 1024 * sysconf(Int32(_SC_PAGESIZE)) / 1024
        return min(free / lab.memory, 2 * sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Shows it, and keeps it where that was asked for.
    private func note(_ result: FaultResult) -> UserError? {
        let state = result.isStruck || result.state == nil ? result.state ?? result.outcome : "not reached"
        let padding = String(repeating: " ", count: max(1, 14 - state.count))
        console.error.write("\(state)\(padding)\(result.seconds)s\t\(result.point)\n")
        for reason in result.reasons where result.state == nil { console.error.write("    \(reason)\n") }
        do throws(UserError) {
            try file?.add(result)
            return nil
        } catch {
            return error
        }
    }

    private var file: FaultResults? { options.every.results.map { FaultResults(path: $0, version: version) } }
}
