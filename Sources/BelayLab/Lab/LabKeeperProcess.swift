import Glibc

/// The process that runs the blocks of a lab that is written in the language. It belongs to the lab, so it outlives
/// the run that is rehearsed, and ends with the lab.
public enum LabKeeperProcess {
    private static let claim = ProcessClaim("\(LabFolder.path)/keeper")
    private static let console = "\(LabFolder.path)/keeper-console"

    public static var isRunning: Bool { claim.holder != nil }

    /// What it has said that nobody asked for.
    public static var words: String { (try? Files.read(console)) ?? "" }

    /// Starts it, unless it runs.
    /// - Parameter words: the program, which is to call `become`, and its arguments.
    public static func start(_ words: [String]) throws(LabFailure) {
        if isRunning { return }
        let said = open(console, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try require(said, "cannot write \(console)")
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { for file in [said, nothing] { close(file) } }
        var program = ChildProgram(words)
        program.descriptors = [0: nothing, 1: said, 2: said]
        program.ownSession = true
        _ = try program.start()
        if !claim.becomes(held: true, within: 30) {
            throw LabFailure("the keeper of the lab did not start\n\(Self.words)")
        }
    }

    /// The calling process is it from now on.
    public static func become() throws(LabFailure) {
        if try !claim.take() { throw LabFailure("the lab has a keeper already") }
    }
}
