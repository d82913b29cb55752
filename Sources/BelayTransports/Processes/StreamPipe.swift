import BelaySystem
import CBelaySystem
import Glibc

/// A pipe between this process and a channel. Both ends are closed on exec; this side's end does not block.
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

/// The pipes of a command's streams.
struct StreamPipes: Sendable {
    let input: StreamPipe?
    let output: StreamPipe
    let error: StreamPipe

    init(hasInput: Bool) throws(SystemError) {
        var made: [StreamPipe] = []
        do {
            output = try StreamPipe.fromChild()
            made.append(output)
            error = try StreamPipe.fromChild()
            made.append(error)
            input = hasInput ? try StreamPipe.toChild() : nil
        } catch let problem {
            for pipe in made {
                pipe.closeKept()
                pipe.closeGiven()
            }
            throw problem
        }
    }

    private var all: [StreamPipe] { [output, error] + (input.map { [$0] } ?? []) }

    func closeKept() { for pipe in all { pipe.closeKept() } }

    func closeGiven() { for pipe in all { pipe.closeGiven() } }
}
