import BelayData
import BelaySystem

/// What the folder of a run says of the store that the run is in: which it is, and as whom it was written to from here.
public struct SharedMark: Hashable, Sendable {
    /// As the store is named, without who asks.
    public var store: String
    public var generation: Int
    /// Of the run's holder in the store.
    var revision: Int

    static let fileName = "store.json"

    /// Nil where the run is in none.
    public init?(of folder: RunFolder) {
        guard let bytes = try? File.bytes(of: "\(folder.path)/\(Self.fileName)"),
            let data = try? DataValue(parsing: bytes), let members = try? Members(data),
            let store = try? members.text("store"), let generation = try? members.number("generation"),
            let revision = try? members.number("revision")
        else { return nil }
        (self.store, self.generation, self.revision) = (store, generation, revision)
    }

    /// Nobody else has executed the run since this folder did.
    /// - Parameter revision: of the run's holder in the store now.
    public func isLast(_ revision: Int) -> Bool { self.revision == revision }

    /// The folder's machine was the last that executed the run, as far as the store knows.
    public static func isOwn(_ holder: RunHolder, in folder: RunFolder) -> Bool {
        SharedMark(of: folder)?.generation == holder.generation
    }

    init(store: String, generation: Int, revision: Int) {
        (self.store, self.generation, self.revision) = (store, generation, revision)
    }

    /// Of a run that this machine only knows from the store.
    init(store: String) { self.init(store: store, generation: 0, revision: 0) }

    func write(to folder: RunFolder) throws(SystemError) {
        let members: DataValue = [
            "store": .string(store), "generation": .number(generation), "revision": .number(revision),
        ]
        try File.replace(
            "\(folder.path)/\(Self.fileName)", with: members.bytes + [UInt8(ascii: "\n")], mode: 0o600)
    }
}
