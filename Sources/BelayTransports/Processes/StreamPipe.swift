import CBelaySystem
import Glibc

/// A pipe between this process and a child. Both ends are closed on exec; this side's end does not block.
struct StreamPipe: Sendable {
    let kept: Int32
    let given: Int32

    static func fromChild() throws(SystemError) -> StreamPipe {
        var pipe = belay_pipe()
        _ = try SystemError.check("pipe", belay_pipe_from_child(&pipe))
        return StreamPipe(kept: pipe.kept, given: pipe.given)
    }

    static func toChild() throws(SystemError) -> StreamPipe {
        var pipe = belay_pipe()
        _ = try SystemError.check("pipe", belay_pipe_to_child(&pipe))
        return StreamPipe(kept: pipe.kept, given: pipe.given)
    }

    func closeKept() { close(kept) }

    func closeGiven() { close(given) }
}
