import BelayAgentServer
import BelayJournal
import Synchronization

/// Asks the store what others have signed of a plan, and continues with that.
final class ApprovalSearch: WaitingCall {
    private typealias Found = Result<[ApprovalFile], UserError>

    private let found: Found.Box
    private let search: Task<Void, Never>
    private let continuation: ([ApprovalFile]) throws(ToolRefusal) -> CallAnswer
    private var next: (any WaitingCall)?

    init(
        _ plan: SavedPlan, on console: Console,
        continuation: @escaping ([ApprovalFile]) throws(ToolRefusal) -> CallAnswer
    ) {
        self.continuation = continuation
        let found = Found.Box()
        self.found = found
        search = Task.detached {
            do throws(UserError) {
                found.set(.success(try await plan.files(on: console)))
            } catch {
                found.set(.failure(error))
            }
        }
    }

    func look() -> ToolResult? {
        if let next { return next.look() }
        guard let found = found.value else { return nil }
        do throws(ToolRefusal) {
            switch try continuation(try Self.files(found)) {
            case .result(let result): return result
            case .waits(let call):
                next = call
                return call.look()
            }
        } catch {
            return .refused(error)
        }
    }

    private static func files(_ found: Found) throws(ToolRefusal) -> [ApprovalFile] {
        switch found {
        case .success(let files): return files
        case .failure(let error): throw ToolRefusal(error)
        }
    }

    func progress() -> CallProgress? { next?.progress() }

    func cancel() {
        search.cancel()
        next?.cancel()
    }
}

extension Result where Success: Sendable {
    /// It is put in by a task, and looked at now and then.
    fileprivate final class Box: Sendable {
        private let content = Mutex<Result?>(nil)

        func set(_ result: Result) { content.withLock { $0 = result } }

        var value: Result? { content.withLock { $0 } }
    }
}
