extension PlannedText {
    /// True if this text of a plan is that of a run, which is known to the last byte. A part that the plan does not know may be
    /// any text.
    public func covers(_ performed: PlannedText) -> Bool {
        guard let text = performed.known else { return false }
        var rest = Array(text.utf8)[...]
        var isOpen = false
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .unknown: isOpen = true
            case .known(let known):
                let bytes = Array(known.utf8)
                let isLast = index == pieces.count - 1
                if !isOpen {
                    guard rest.starts(with: bytes) else { return false }
                    rest = rest.dropFirst(bytes.count)
                } else if isLast {
                    return rest.count >= bytes.count && rest.suffix(bytes.count) == bytes[...]
                } else {
                    // The first place is as good as any: what comes after it has the more room.
                    guard let found = rest.firstIndex(of: bytes) else { return false }
                    rest = rest[(found + bytes.count)...]
                    isOpen = false
                }
            }
        }
        return isOpen || rest.isEmpty
    }

    /// The same where there may be none.
    static func covers(_ planned: PlannedText?, _ performed: PlannedText?) -> Bool {
        switch (planned, performed) {
        case (nil, nil): true
        case (let planned?, let performed?): planned.covers(performed)
        case (nil, _?), (_?, nil): false
        }
    }

    /// With what was hidden as not known: a plan that was written down says where a secret is, and not which.
    var withoutMarks: PlannedText {
        var text = PlannedText()
        for piece in pieces {
            guard case .known(let known) = piece, known.contains(SecretSearch.mark) else {
                text.pieces.append(piece)
                continue
            }
            for (index, part) in known.components(around: SecretSearch.mark).enumerated() {
                if index > 0 { text.pieces.append(.unknown("secret")) }
                text.append(part)
            }
        }
        return text
    }
}

extension String {
    /// What is between the places of a word.
    fileprivate func components(around word: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let place = rest.firstRange(of: word) {
            parts.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension ArraySlice<UInt8> {
    fileprivate func firstIndex(of part: [UInt8]) -> Int? {
        indices.first { self[$0...].starts(with: part) } ?? (part.isEmpty ? startIndex : nil)
    }
}
