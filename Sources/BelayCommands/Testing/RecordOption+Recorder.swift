extension RecordOption {
    /// Whoever writes the run as a test, if that is asked for.
    func recorder() throws(UserError) -> StubRecorder? {
        guard let file = record else { return nil }
        let recorder = StubRecorder(path: file)
        try recorder.make()
        return recorder
    }
}
