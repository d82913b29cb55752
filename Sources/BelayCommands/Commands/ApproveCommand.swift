import ArgumentParser
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime

/// `belay approve`: say yes to a plan or to what a run asks, with a signature.
struct ApproveCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "approve", usage: "<plan or run> [<step>] [<options>]",
        abstract: "Approve a plan, or what a run asks at a step, with your ssh key.",
        discussion: """
            Whoever runs the plan or the run cannot approve it. What is signed is the digest of the plan, or the question of the run, and it
            counts for nothing else. `belay show` shows both. The signers are those of the configuration: OpenSSH's file
            `allowed_signers`. The approval is a file next to the plan, named after you, or in the folder of the run.

            Example:

                belay show deploy.plan
                belay approve deploy.plan --why "the canary is healthy"
                belay approve 20260301-093000-k3f9 2.1
            """)

    @OptionGroup var options: ApprovalOptions

    @Option(help: ArgumentHelp("A reason, which is kept with it.", valueName: "text"))
    var why = ""

    @Option(help: ArgumentHelp("How long it counts, such as 4h.", valueName: "duration"))
    var within: String?

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let signing = ApprovalSigning(
            decision: .approved, options: options, why: why, within: try within.map(Self.duration), console: console)
        return try await signing.sign(try await options.found(on: console))
    }

    private static func duration(_ text: String) throws(UserError) -> Duration {
        if case .duration(let duration)? = try? Value(reading: text, as: .duration), duration > .zero {
            return duration
        }
        throw UserError(status: .usage, message: "--within is a duration such as 4h, not `\(text)`")
    }
}
