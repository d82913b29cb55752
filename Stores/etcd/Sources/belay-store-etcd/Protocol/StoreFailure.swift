/// Why a request was not answered with what it asked for: what the protocol calls its kind, and words for a person.
struct StoreFailure: Error, Hashable {
    enum Kind: String, Hashable, Sendable {
        /// Was not done, and may be asked again.
        case unavailable
        /// A change that may or may not have been made.
        case unknown
        /// Credentials, rights, certificates.
        case refused
        /// The store has no room; it was not done.
        case full
        /// The store does not have these changes any more.
        case compacted
        /// The request, or the address of the store.
        case invalid
    }

    var kind: Kind
    var words: String

    init(_ kind: Kind, _ words: String) {
        self.kind = kind
        self.words = words
    }
}
