/// The purpose of a piece of text. Colour follows the role and never carries a meaning that no word or sign carries.
public enum Role: Hashable, Sendable, CaseIterable {
    case plain
    case heading
    case number
    case reads
    case changes
    case destroys
    case place
    case good
    case bad
    case caution
    case quiet
    case added
    case removed
}
