/// The versions of the Model Context Protocol that are spoken. With the older ones a connection begins with a handshake; with the
/// newer one each request says for itself what its client speaks, and nothing is kept between two of them.
enum ProtocolVersion {
    /// The newest first.
    static let withHandshake = ["2025-11-25", "2025-06-18"]
    static let stateless = ["2026-07-28"]

    static var all: [String] { stateless + withHandshake }
}
