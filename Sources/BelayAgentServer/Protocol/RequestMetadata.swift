import BelayData
import BelayRPC

/// What a request says about itself in `_meta`.
struct RequestMetadata: Sendable {
    private static let prefix = "io.modelcontextprotocol/"

    /// The request stands alone: it says its version and what its client can do.
    let isStateless: Bool
    /// Whoever asked wants to hear of progress under this name.
    let progressToken: DataValue?

    /// - Throws: where it says a version and leaves out what belongs to it, or says one that is not spoken here.
    init(_ params: Parameters) throws(ResponseError) {
        let meta = params["_meta"]
        let token = meta?["progressToken"]
        progressToken = token?.string != nil || token?.int != nil ? token : nil
        guard let said = meta?[Self.prefix + "protocolVersion"] else {
            isStateless = false
            return
        }
        guard let version = said.string else {
            throw ResponseError(.invalidParams, "`\(Self.prefix)protocolVersion` must be a string")
        }
        guard ProtocolVersion.stateless.contains(version) else {
            throw ResponseError(
                .unsupportedProtocolVersion, "this server does not speak version \(version) without a handshake",
                details: [
                    "supported": .array(ProtocolVersion.all.map { .string($0) }), "requested": .string(version),
                ])
        }
        guard meta?[Self.prefix + "clientCapabilities"]?.object != nil else {
            throw ResponseError(
                .invalidParams, "`_meta` needs `\(Self.prefix)clientCapabilities`, an object, which may be empty")
        }
        isStateless = true
    }

    /// The key under which a result says which server it is from.
    static let serverInfo = prefix + "serverInfo"
    /// The key under which a notification says to which subscription it belongs.
    static let subscription = prefix + "subscriptionId"
}
