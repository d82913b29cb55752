import Testing

/// The terminals at which all of a session is tried.
enum TerminalKind: CaseIterable, Hashable, Sendable, CustomTestStringConvertible {
    case narrow
    case wide
    /// It says itself that it only prints.
    case dumb
    /// Nothing on this machine knows what it can do.
    case unknown

    var width: UInt16 {
        switch self {
        case .narrow: 40
        case .wide: 200
        case .dumb, .unknown: 80
        }
    }

    /// `TERM`.
    var name: String {
        switch self {
        case .narrow, .wide: "xterm-256color"
        case .dumb: "dumb"
        case .unknown: "nonsense"
        }
    }

    /// True if lines are edited on it; elsewhere they are the kernel's, as they are typed.
    var canEdit: Bool { self == .narrow || self == .wide }

    var testDescription: String {
        switch self {
        case .narrow: "40 columns"
        case .wide: "200 columns"
        case .dumb: "TERM=dumb"
        case .unknown: "TERM unknown"
        }
    }
}
