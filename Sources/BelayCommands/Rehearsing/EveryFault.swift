import BelayLab
import BelayRuntime
import BelaySyntax
import BelayTransports
import BelayWorkspace
import Glibc

/// One rehearsal for each point of a grid, several side by side, each a process with a lab of its own.
struct EveryFault {
    /// A rehearsal that takes longer does not end, as far as anybody would wait.
    private static let patience = Duration.seconds(900)
    /// What a lab with three masters needs, in KiB.
    private static let memory = 1_500_000

    let command: RehearseCommand
    let grid: FaultGrid
    /// Those that were asked for.
    let points: [FaultPoint]
    let console: Console

    func carryOut() async throws(Refusal) -> ExitStatus {
        var results = kept
        var waiting = chosen.filter { results[$0.text] == nil }[...]
        let count = max(1, min(command.atOnce ?? Self.bearable, waiting.count))
        var problem: Refusal?
        await withTaskGroup(of: FaultResult.self) { group in
            let performer = Transports()
            for point in waiting.prefix(count) { group.addTask { await rehearse(point, performer) } }
            waiting = waiting.dropFirst(count)
            for await result in group {
                results[result.point] = result
                tell(result)
                do throws(Refusal) {
                    try command.results.map { (file) throws(Refusal) in try TextFile(path: file).append(result.text) }
                } catch {
                    problem = problem ?? error
                    waiting = []
                }
                if let next = waiting.popFirst() { group.addTask { await rehearse(next, performer) } }
            }
        }
        if let problem { throw problem }
        console.output.write(FaultTable(grid: grid, results: results).text)
        return results.values.contains { $0.state == nil } ? .failed : .done
    }

    /// All of them, or as many as were asked for, as the seed decides.
    private var chosen: [FaultPoint] {
        guard let sample = command.sample else { return points }
        var chance = SeededChance(seed: command.seed)
        return Array(points.shuffled(using: &chance).prefix(sample))
    }

    /// How many labs fit into the memory that is free; two for each processor at most.
    private static var bearable: Int {
        let lines = TextFile(path: "/proc/meminfo").text?.split(separator: "\n") ?? []
        let free = lines.first { $0.hasPrefix("MemAvailable:") }?.split(separator: " ").dropFirst().first
        let labs = (free.flatMap { Int($0) } ?? 0) / memory
        return min(labs, 2 * Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    private func rehearse(_ point: FaultPoint, _ performer: Transports) async -> FaultResult {
        var one = command
        one.breakages.append(point.text)
        one.display.format = .json
        let words = [console.surroundings.executable] + one.words
        let effect = CommandEffect(
            step: point.step, sign: .changes, location: .local,
            script: PlannedText(words.map(ShellWord.quoted).joined(separator: " ") + " | tail -n 1"), isPipeline: true,
            environment: [], input: nil, limit: Self.patience, isCaptured: true, number: 0)
        let outcome = await performer.perform(effect, output: { _ in })
        return FaultResult(point, outcome, line: String(decoding: outcome.output, as: UTF8.self))
    }

    private func tell(_ result: FaultResult) {
        let state = (result.isStruck || result.state == nil ? result.state?.rawValue ?? result.outcome : "not reached")
        let padding = String(repeating: " ", count: max(1, 14 - state.count))
        console.error.write("\(state)\(padding)\(result.seconds)s\t\(result.point)\n")
        for reason in result.reasons where result.state == nil { console.error.write("    \(reason)\n") }
    }

    private var kept: [String: FaultResult] {
        guard let file = command.results, let text = TextFile(path: file).text else { return [:] }
        let results = text.split(separator: "\n").compactMap { FaultResult(line: String($0)) }
        return Dictionary(results.map { ($0.point, $0) }, uniquingKeysWith: { _, last in last })
    }
}
