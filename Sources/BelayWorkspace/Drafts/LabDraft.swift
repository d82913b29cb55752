public import BelayLanguage

/// A lab to begin with for a runbook: its parameters with values, a machine for each host among them, and states that are still to
/// be written. It checks, and its rehearsal says what is to be written.
public struct LabDraft: Sendable {
    /// Of the file, without its ending.
    public let name: String
    private let title: String
    private let parameters: [BelayLanguage.Parameter]

    public init(of program: Program, name: String) {
        self.name = name
        title = program.title
        parameters = program.parameters.filter { !$0.hasDefault || $0.type.hasHosts }
    }

    /// The names of the machines, in the order of the parameters.
    private var machines: [String] {
        var seen: Set<String> = []
        return parameters.flatMap(machines(of:)).filter { seen.insert($0).inserted }
    }

    /// Small letters, digits and `-`, the first a letter.
    private static func host(like name: String) -> String {
        let small = String(
            decoding: name.lowercased().utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
        let kept = small.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || "0123456789-".unicodeScalars.contains($0))
        }
        let text = String(String.UnicodeScalarView(kept.prefix(20)))
        return text.first?.isLetter == true ? text : "machine\(text)"
    }

    private func machines(of parameter: BelayLanguage.Parameter) -> [String] {
        let base = Self.host(like: parameter.name)
        switch parameter.type {
        case .host: return [base]
        case .list(.host):
            let one = base.count > 1 && base.hasSuffix("s") ? String(base.dropLast()) : base
            return ["\(one)1", "\(one)2"]
        case .text, .number, .flag, .duration, .time, .path, .secret, .record, .list, .choice, .any: return []
        }
    }

    private func value(of parameter: BelayLanguage.Parameter) -> String {
        switch parameter.type {
        case .host: machines(of: parameter)[0]
        case .list(.host): "[\(machines(of: parameter).joined(separator: ", "))]"
        case .text, .number, .flag, .duration, .time, .path, .secret, .record, .list, .choice, .any:
            parameter.type.sample
        }
    }

    public var text: String {
        let values = parameters.map { "param \($0.name): \($0.type.name) = \(value(of: $0))\n" }.joined()
        let machines = machines.isEmpty ? ["machine1"] : machines
        return """
            lab "\(title)" "What the machines are when it begins, in a sentence."

            \(values)
            machine \(machines.joined(separator: ", ")) {
            }

            begin {
                for node in [\(machines.joined(separator: ", "))] {
                    on $node as root { ? true }
                }
            }

            ends done "in words: what is true then" when done {
                expect (? false) else "labs/\(name).runbook does not say yet what is true when it is done"
            }

            ends untouched "in words: what was true before" {
                expect (? false) else "labs/\(name).runbook does not say yet what was true before"
            }

            """
    }
}

extension ValueType {
    fileprivate var hasHosts: Bool {
        switch self {
        case .host, .list(.host): true
        case .text, .number, .flag, .duration, .time, .path, .secret, .record, .list, .choice, .any: false
        }
    }

    /// A value as it is written.
    fileprivate var sample: String {
        switch self {
        case .text, .any, .secret: "value"
        case .number: "1"
        case .flag: "yes"
        case .duration: "1m"
        case .time: "2030-01-01T00:00:00Z"
        case .path: "/var/tmp/file"
        case .host: "machine1"
        case .record: "[name=value]"
        case .list(let element): "[\(element.sample)]"
        case .choice(let words): words.first ?? "value"
        }
    }
}
