import BelayData
public import BelayStore

/// The approvals of one subject in the store, one for each person.
public struct SharedApprovals: Sendable {
    private let prefix: String
    private let store: any SharedStore

    /// - Parameter digest: of the `ApprovalSubject`.
    public init(of digest: String, in store: any SharedStore) {
        (prefix, self.store) = (RunKeys.approvals(of: digest), store)
    }

    /// In the place of an earlier one of the same person.
    public func write(_ file: ApprovalFile) async throws(StoreFailure) {
        let put = StoreChange.Put(
            prefix + PercentEncoding.fileName(file.record.by), String(decoding: file.bytes, as: UTF8.self))
        // It may be asked for again: it is the same then.
        _ = try await store.change(StoreChange(puts: [put]))
    }

    public func all() async throws(StoreFailure) -> [ApprovalFile] {
        try await store.all(prefix).entries.compactMap { entry in
            ApprovalFile(Array((entry.value ?? "").utf8), at: "\(store.name)/\(entry.key)")
        }
    }
}
