/// The lab as whoever watches the rehearsal sees it.
struct RehearsedLab: RunSurroundings {
    let world: any LabWorld
    let usualTimes: [String: Duration]

    /// In a thread of its own: a look may wait for machines that do not answer.
    func look() async -> [String] { await Task.detached { [world] in world.glance() }.value }
}
