import BelayData
import BelayRuntime
import BelaySystem

/// A record with its signature, in a file next to the plan or in the folder of the run: the line that is signed, and under it the
/// signature. There is one file for each person.
public struct ApprovalFile: Hashable, Sendable {
    public static let ending = ".approval"
    private static let longest = 64 << 10

    public let path: String
    public let record: ApprovalRecord
    /// What is signed, as it is in the file.
    public let signed: [UInt8]
    /// All that follows it.
    public let signature: [UInt8]

    /// - Parameter signature: of the record's bytes.
    public init(_ record: ApprovalRecord, signature: [UInt8], at path: String) {
        (self.record, self.signature, self.path, signed) = (record, signature, path, record.bytes)
    }

    /// Nil for a file that is not one.
    public init?(reading path: String) {
        guard let bytes = try? File.bytes(of: path, upTo: Self.longest) else { return nil }
        self.init(bytes, at: path)
    }

    /// Nil for bytes that are not those of one.
    init?(_ bytes: [UInt8], at path: String) {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), let record = ApprovalRecord(Array(bytes[..<end]))
        else { return nil }
        (self.path, self.record) = (path, record)
        signed = Array(bytes[...end])
        signature = Array(bytes[(end + 1)...])
    }

    /// All of it.
    var bytes: [UInt8] { signed + signature }

    /// In the place of an earlier one of the same person.
    public func write() throws(StateFailure) {
        do throws(SystemError) {
            if File.kind(of: path) == nil {
                try File.create(path, with: bytes, mode: 0o644)
            } else {
                try File.replaceContent(of: path, with: bytes)
            }
        } catch {
            throw StateFailure(message: "\(path) cannot be written: \(error.words)")
        }
    }

    /// Where those of a plan are: `deploy.plan.alice@example.com.approval`.
    public static func path(ofPlan plan: String, by name: String) -> String {
        "\(plan).\(PercentEncoding.fileName(name))\(ending)"
    }

    /// Where those of a step are, in the folder of its run.
    public static func path(of step: ApprovalSubject.RunStep, in folder: RunFolder, by name: String) -> String {
        "\(prefix(of: step, in: folder))\(PercentEncoding.fileName(name))\(ending)"
    }

    /// What the paths of those of a step begin with.
    public static func prefix(of step: ApprovalSubject.RunStep, in folder: RunFolder) -> String {
        "\(folder.path)/\(PercentEncoding.fileName(step.step.description))-"
    }

    /// All in a folder whose names begin so, in the order of their names.
    /// - Parameter prefix: a path.
    public static func all(beginningWith prefix: String) -> [ApprovalFile] {
        let folder = Folder.parent(of: prefix) ?? "."
        let names = ((try? Folder.names(in: folder)) ?? []).sorted()
        return names.map { folder == "/" ? "/\($0)" : "\(folder)/\($0)" }
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.compactMap { ApprovalFile(reading: $0) }
    }
}

extension PercentEncoding {
    /// A text as a part of the name of a file; an `@` stays.
    static func fileName(_ text: String) -> String {
        text.split(separator: "@", omittingEmptySubsequences: false).map { encode($0.utf8) }.joined(separator: "@")
    }
}
