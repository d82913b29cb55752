import BelayData
import BelayRPC

extension OutgoingMessage {
    /// With its header.
    var bytes: [UInt8] {
        let body = data.bytes
        return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
}
