import BelayRuntime
import BelaySource
import BelaySyntax
import BelayTestSupport
import Glibc
import Testing

@Suite("A plan shows what a run will do") struct PlanTests {
    /// Every runbook of the repository, by its path in it.
    static let runbooks = ["demo", "examples", "runbooks", "Tests/Corpus/valid", "Tests/Corpus/valid/other"]
        .flatMap(runbooks)

    private static func runbooks(in folder: String) -> [String] {
        guard let open = opendir("\(Repository.path)/\(folder)") else { return [] }
        defer { closedir(open) }
        var names: [String] = []
        while let entry = readdir(open) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".runbook") { names.append("\(folder)/\(name)") }
        }
        return names.sorted()
    }

    @Test(arguments: runbooks)
    func `It can be walked to its end before anything is known`(runbook: String) async throws {
        let runbook = try Runbook(runbook)
        let plan = try await runbook.request(runbook.sampleArguments).plan()
        let failures = plan.events.filter {
            if case .stepFinished(let end) = $0, case .failed = end.ending { true } else { false }
        }
        #expect(failures == [])
        #expect(plan.stepCount > 0)
        #expect(!plan.effects.isEmpty)
        #expect(try await runbook.request(runbook.sampleArguments).lockText() == plan.lock?.known)
    }

    @Test func `All the runbooks are found`() {
        #expect(Self.runbooks.contains("demo/first-use.runbook"))
        #expect(Self.runbooks.filter { $0.contains("/other/") }.count == 8)
    }
}

@Suite("A plan and a run are compared") struct PlanComparisonTests {
    private func effect(
        _ script: PlannedText, step: [StepPath.Component] = [.ordinal(1)], sign: CommandSign = .changes,
        host: PlannedText? = nil
    ) -> CommandEffect {
        CommandEffect(
            step: StepPath(step), sign: sign, location: Location(host: host), script: script, isPipeline: false,
            environment: [], input: nil, limit: .seconds(60), isCaptured: false)
    }

    private func unplanned(_ performed: [CommandEffect], in planned: [CommandEffect]) -> Int {
        PlanComparison(planned: planned, performed: performed).unplanned.count
    }

    @Test func `An unknown part matches any text, and nothing else does`() {
        let planned = PlannedText([.known("rm "), .unknown("folder"), .known("/x "), .unknown("more"), .known(" y")])
        for text in ["rm a/x b y", "rm /x  y", "rm a/x/x c y y"] { #expect(planned.covers(PlannedText(text))) }
        for text in ["rm a/x b yy", "rm a x b y", "rm a/x y", " rm a/x b y", ""] {
            #expect(!planned.covers(PlannedText(text)), "\(text)")
        }
        #expect(!planned.covers(planned))
        #expect(!PlannedText("a").covers(PlannedText("ab")))
    }

    @Test func `Another sign, place, step, order or number of times is told`() {
        let (one, two) = (effect(PlannedText("a")), effect(PlannedText("b")))
        #expect(unplanned([one, two], in: [one, two]) == 0)
        #expect(unplanned([one], in: [one, two]) == 0)
        #expect(unplanned([two, one], in: [one, two]) == 1)
        #expect(unplanned([one, one], in: [one, two]) == 1)
        #expect(unplanned([effect(PlannedText("a"), sign: .destroys)], in: [one]) == 1)
        #expect(unplanned([effect(PlannedText("a"), host: PlannedText("h"))], in: [one]) == 1)
        #expect(unplanned([effect(PlannedText("a"), step: [.ordinal(2)])], in: [one]) == 1)
        let read = effect(PlannedText("a"), sign: .reads)
        #expect(unplanned([read, read], in: [read]) == 0)
    }

    @Test func `Elements of a list that is not known, and attempts, are those of the plan`() {
        let unknown = effect(
            PlannedText([.unknown("node")]), step: [.ordinal(1), .element(position: nil, label: "node"), .attempt(1)])
        let known = effect(
            PlannedText("a"), step: [.ordinal(1), .element(position: 2, label: "a"), .attempt(3)])
        #expect(unplanned([known], in: [unknown]) == 0)
        let fixed = effect(PlannedText("a"), step: [.ordinal(1), .element(position: 1, label: "a"), .attempt(1)])
        #expect(unplanned([known], in: [fixed]) == 1)
    }

    @Test func `An element whose value is not known is the one at its place`() {
        func touch(_ position: Int, _ label: String) -> CommandEffect {
            effect(PlannedText("touch"), step: [.ordinal(1), .element(position: position, label: label)])
        }
        let planned = [touch(1, "‹second›"), touch(2, "c"), touch(3, "‹third›#2")]
        #expect(unplanned([touch(1, "a"), touch(2, "c"), touch(3, "a#2")], in: planned) == 0)
        #expect(unplanned([touch(2, "a")], in: planned) == 1)
        #expect(unplanned([touch(4, "a")], in: planned) == 1)
    }
}
