/// Text in which some parts may not be known before the run.
public struct PlannedText: Hashable, Sendable {
    public enum Piece: Hashable, Sendable {
        case known(String)
        /// The name of what is not known, such as `address`.
        case unknown(String)
    }

    public var pieces: [Piece]

    public init(_ pieces: [Piece] = []) { self.pieces = pieces }

    public init(_ text: String) { pieces = [.known(text)] }

    /// The text when all of it is known.
    public var known: String? {
        var text = ""
        for piece in pieces {
            guard case .known(let part) = piece else { return nil }
            text += part
        }
        return text
    }

    /// For people: unknown parts are shown in `‹›`.
    public var shown: String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .known(let part): text += part
            case .unknown(let name): text += "‹\(name)›"
            }
        }
        return text
    }

    /// All of it as one name, for a value that is made of it.
    var name: String {
        pieces.map { piece in
            switch piece {
            case .known(let part), .unknown(let part): part
            }
        }.joined()
    }

    public mutating func append(_ text: String) {
        if case .known(let last)? = pieces.last {
            pieces[pieces.count - 1] = .known(last + text)
        } else if !text.isEmpty {
            pieces.append(.known(text))
        }
    }

    public mutating func append(_ other: PlannedText) {
        for piece in other.pieces {
            switch piece {
            case .known(let text): append(text)
            case .unknown: pieces.append(piece)
            }
        }
    }
}
