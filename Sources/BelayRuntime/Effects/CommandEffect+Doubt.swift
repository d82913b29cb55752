extension CommandEffect {
    /// Why an ending that a host has recorded, and that was not seen when it came, does not say what became of this change;
    /// nil where it is believed. A failure of a change that has neither input nor value is believed, since the host says so
    /// only where all that the command printed still got through: then the loss of the connection has not caused it.
    public func doubt(aboutRecorded status: Int, _ doubt: StatusDoubt?) -> String? {
        let ended = "it ended there with status \(status)"
        // An input that was cut off looks to the command like one that has ended: it goes by the part.
        if input != nil { return "\(ended), and it is not known if all of its input had arrived" }
        if isCaptured || output != nil {
            return "\(status == 0 ? "it succeeded there" : ended), and its output is lost"
        }
        switch doubt {
        case .lostConnection?: return "\(ended), which the lost connection may have caused"
        case .foreignSignal?, nil: return nil
        }
    }
}
