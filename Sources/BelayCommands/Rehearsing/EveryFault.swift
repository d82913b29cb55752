import BelayLab
import BelayTransports
import Glibc

/// One rehearsal for each point of a grid, several side by side.
struct EveryFault {
    /// What a lab with three masters needs, in KiB.
    private static let memory = 1_500_000

    let command: RehearseCommand
    let grid: FaultGrid
    /// Those that were asked for.
    let points: [FaultPoint]
    let console: Console

    func carryOut() async throws(Refusal) -> ExitStatus {
        var results = kept
        let points = chosen.filter { results[$0.text] == nil }
        let work = Task { await rehearse(points) }
        console.signals.handle { _ in work.cancel() }
        let (found, problem) = await work.value
        console.signals.handle(nil)
        if let problem { throw problem }
        for result in found { results[result.point] = result }
        console.output.write(FaultTable(grid: grid, results: results).text)
        if work.isCancelled { return .cancelled }
        return results.values.contains { $0.state == nil } ? .failed : .done
    }

    /// - Returns: what came of those that have ended, and why there was no going on.
    private func rehearse(_ points: [FaultPoint]) async -> ([FaultResult], Refusal?) {
        let performer = Transports()
        let count = max(1, min(command.atOnce ?? Self.bearable, points.count))
        var waiting = points[...]
        var found: [FaultResult] = []
        var problem: Refusal?
        await withTaskGroup(of: FaultResult?.self) { group in
            func start() {
                guard !Task.isCancelled, problem == nil, let point = waiting.popFirst() else { return }
                let rehearsal = FaultRehearsal(command: command, point: point, console: console)
                group.addTask { await rehearsal.carryOut(by: performer) }
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
        guard let sample = command.sample else { return points }
        var chance = SeededChance(seed: command.seed)
        return Array(points.shuffled(using: &chance).prefix(max(0, sample)))
    }

    /// How many labs fit into the memory that is free; two for each processor at most.
    private static var bearable: Int {
        let lines = TextFile(path: "/proc/meminfo").text?.split(separator: "\n") ?? []
        let free = lines.first { $0.hasPrefix("MemAvailable:") }?.split(separator: " ").dropFirst().first
        let labs = (free.flatMap { Int($0) } ?? 0) / memory
        return min(labs, 2 * Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// Tells it, and keeps it where that was asked for.
    private func note(_ result: FaultResult) -> Refusal? {
        let state = result.isStruck || result.state == nil ? result.state?.rawValue ?? result.outcome : "not reached"
        let padding = String(repeating: " ", count: max(1, 14 - state.count))
        console.error.write("\(state)\(padding)\(result.seconds)s\t\(result.point)\n")
        for reason in result.reasons where result.state == nil { console.error.write("    \(reason)\n") }
        guard let file = command.results else { return nil }
        do throws(Refusal) {
            try TextFile(path: file).append(result.text)
            return nil
        } catch {
            return error
        }
    }

    private var kept: [String: FaultResult] {
        guard let file = command.results, let text = TextFile(path: file).text else { return [:] }
        let results = text.split(separator: "\n").compactMap { FaultResult(line: String($0)) }
        return Dictionary(results.map { ($0.point, $0) }, uniquingKeysWith: { _, last in last })
    }
}
