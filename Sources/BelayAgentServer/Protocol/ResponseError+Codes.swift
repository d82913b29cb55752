import BelayRPC

extension ResponseError.Code {
    /// Of the versions with a handshake.
    static let resourceNotFound = Self(rawValue: -32002)
    static let unsupportedProtocolVersion = Self(rawValue: -32022)
}
