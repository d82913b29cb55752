import BelayData
import BelayRuntime

/// A text of which all is known is a string; else it is an array of strings and, for what is not known, `{"unknown":"mode"}`.
extension PlannedText {
    var written: DataValue {
        if let known { return .string(known) }
        return .array(
            pieces.map { piece in
                switch piece {
                case .known(let text): .string(text)
                case .unknown(let name): .members([("unknown", .string(name))])
                }
            })
    }

    init(written value: DataValue) throws(Members.Mismatch) {
        self.init()
        if let text = value.string {
            append(text)
            return
        }
        guard let parts = value.array else { throw Members.Mismatch() }
        for part in parts {
            if let text = part.string {
                append(text)
            } else {
                pieces.append(.unknown(try Members(part).text("unknown")))
            }
        }
    }
}

extension Members {
    func planned(_ name: String) throws(Mismatch) -> PlannedText { try PlannedText(written: member(name)) }

    func plannedIfPresent(_ name: String) throws(Mismatch) -> PlannedText? {
        object[name] == nil ? nil : try planned(name)
    }
}
