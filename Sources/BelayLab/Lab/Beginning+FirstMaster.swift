extension Beginning {
    /// The master that runs when the procedure begins.
    var firstMaster: Instance {
        Instance(
            id: "i-06d1b5c8f2a90e374", group: "\(group(letters[0])).masters.\(cluster)", zone: zones[0],
            address: KopsLab.firstAddress, state: .pending, launched: 0)
    }
}
