import Testing

@testable import BelayTransports

/// ssh's control protocol, byte by byte as OpenSSH's PROTOCOL.mux has it.
struct MuxMessageTests {
    private func take(_ bytes: [UInt8]) -> MuxMessage? {
        var bytes = bytes
        return MuxMessage.take(from: &bytes)
    }

    @Test func `The greeting tells the version`() {
        #expect(MuxMessage.greeting == [0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 4])
        #expect(take(MuxMessage.greeting) == .hello(version: 4))
    }

    @Test func `A session is asked for with its text and its variables`() {
        let message = MuxMessage.session(running: "true", variables: [Array("A=b".utf8)])
        let fields: [[UInt8]] = [
            [0x10, 0, 0, 2], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0],
            [255, 255, 255, 255], [0, 0, 0, 0], [0, 0, 0, 4] + Array("true".utf8), [0, 0, 0, 3] + Array("A=b".utf8),
        ]
        #expect(message == [0, 0, 0, 51] + fields.flatMap { $0 })
    }

    @Test func `Variables for which a message has no room are left out`() {
        let long = Array(repeating: UInt8(ascii: "x"), count: MuxMessage.longest)
        let message = MuxMessage.session(running: "true", variables: [long, Array("A=b".utf8)])
        #expect(message == MuxMessage.session(running: "true", variables: [Array("A=b".utf8)]))
    }

    @Test func `Answers are read, whole ones only`() {
        let opened: [UInt8] = [0, 0, 0, 12, 0x80, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 2]
        let ended: [UInt8] = [0, 0, 0, 12, 0x80, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 3]
        let refused: [UInt8] = [0, 0, 0, 14, 0x80, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 2] + Array("no".utf8)
        #expect(take(opened) == .opened)
        #expect(take(ended) == .exited(3))
        #expect(take(refused) == .refused("no"))
        #expect(take(ended.dropLast(4) + [255, 255, 255, 255]) == .exited(255))
        for count in 0..<opened.count { #expect(take(Array(opened.prefix(count))) == nil) }
        var both = opened + ended
        #expect(MuxMessage.take(from: &both) == .opened)
        #expect(both == ended)
    }

    @Test(arguments: [[0, 0, 0, 0], [0, 0, 0, 2, 1, 1], [0, 0, 0, 8, 0x80, 0, 0, 3, 0, 0, 0, 0]] as [[UInt8]])
    func `What is cut short says nothing`(bytes: [UInt8]) {
        #expect([.other, .refused("")].contains(take(bytes)))
    }
}
