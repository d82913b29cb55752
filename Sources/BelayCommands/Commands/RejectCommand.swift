import ArgumentParser
import BelayJournal
import BelayLanguage
import BelayReporting
import BelayRuntime

/// `belay reject`: say no to a plan or to what a run asks, with a signature.
struct RejectCommand: Subcommand {
    static let configuration = CommandConfiguration.command(
        "reject", usage: "<plan or run> [<step>] [<options>]",
        abstract: "Reject a plan, or what a run asks at a step, with your ssh key.",
        discussion: """
            A plan that somebody has rejected is not run, and a run stops at a step that somebody has rejected. It takes the place of
            what you have said before.

            Example:

                belay reject deploy.plan --why "not on a Friday"
            """)

    @OptionGroup var options: ApprovalOptions

    @Option(help: ArgumentHelp("The reason, which is shown to whoever runs it.", valueName: "text"))
    var why: String

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let signing = ApprovalSigning(
            decision: .rejected, options: options, why: why, within: nil, console: console)
        return try await signing.sign(try await options.found(on: console))
    }
}
