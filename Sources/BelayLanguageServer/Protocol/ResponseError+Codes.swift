import BelayRPC

extension ResponseError.Code {
    static let serverNotInitialized = Self(rawValue: -32002)
    static let requestFailed = Self(rawValue: -32803)
    static let requestCancelled = Self(rawValue: -32800)
}
