import BelayData
import BelayLab
import Glibc

/// How the process of a rehearsal and the keeper of its lab speak: a file for each request and one for its answer, in the
/// lab's folder. Either of them can be killed at any moment.
enum KeeperMailbox {
    enum Request: Hashable {
        /// Make everything as the procedure is to find it; then the clients begin.
        case begin
        /// Run a fault of the lab's own.
        case strike(String)
        /// Stop the clients and say what the rehearsal has come to.
        case look(isDone: Bool)
    }

    private static let pause = Duration.milliseconds(10)

    /// Asks, and waits for the answer as long as there is a keeper.
    static func ask(_ request: Request) throws(LabFailure) -> DataValue {
        let number = LabNotes.count(of: "request") + 1
        try LabNotes.write(request.data.text, to: "request-\(number)")
        while true {
            if let answer = LabNotes.read("answer-\(number)").flatMap({ try? DataValue(parsing: $0) }) {
                if let failure = answer["failure"]?.string { throw LabFailure(failure) }
                return answer
            }
            if !LabKeeperProcess.isRunning {
                throw LabFailure("the keeper of the lab has ended\n\(LabKeeperProcess.words)")
            }
            usleep(useconds_t(pause / .microseconds(1)))
        }
    }

    /// The request of this number, from 1, when it comes; nil when nobody waits for it any more.
    static func request(_ number: Int) async -> Request? {
        while true {
            if let text = LabNotes.read("request-\(number)") {
                return (try? DataValue(parsing: text)).flatMap(Request.init)
            }
            do { try await Task.sleep(for: pause) } catch { return nil }
        }
    }

    static func answer(_ answer: DataValue, to number: Int) throws(LabFailure) {
        try LabNotes.write(answer.text, to: "answer-\(number)")
    }
}

extension KeeperMailbox.Request {
    var data: DataValue {
        switch self {
        case .begin: ["ask": "begin"]
        case .strike(let fault): ["ask": "strike", "fault": .string(fault)]
        case .look(let isDone): ["ask": "look", "done": .bool(isDone)]
        }
    }

    init?(_ data: DataValue) {
        switch data["ask"]?.string {
        case "begin": self = .begin
        case "strike": self = .strike(data["fault"]?.string ?? "")
        case "look": self = .look(isDone: data["done"]?.bool ?? false)
        default: return nil
        }
    }
}
