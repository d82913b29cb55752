@testable import BelayLab

/// A runbook in a folder of its own, for as long as a test needs it.
final class RunbookFile {
    let path: String

    init(lab: String = "rehearse in kops", body: String) throws {
        let folder = "/dev/shm/rehearsal-\(try Files.read("/proc/sys/kernel/random/uuid").filter(\.isHexDigit))"
        try Files.makeFolder(folder)
        path = "\(folder)/test.runbook"
        let text = """
            runbook "A test"
            \(lab)
            param cluster: text
            param master: text
            lock $cluster
            \(body)

            """
        try Files.write(text, to: path)
    }

    deinit { Files.removeFlatFolder(Files.parent(of: path)) }
}
