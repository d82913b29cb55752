import Glibc

extension Array where Element: Sendable {
    /// Each element made into something, on all processors, in the order of the elements.
    func mapAtOnce<Made: Sendable>(_ make: @escaping @Sendable (Int, Element) async -> Made) async -> [Made] {
        await withTaskGroup(of: (Int, Made).self) { group in
            var next = 0
            func addNext() {
                guard next < count else { return }
                let (index, element) = (next, self[next])
                group.addTask { (index, await make(index, element)) }
                next += 1
            }
            for _ in 0..<Swift.max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) { addNext() }
            var made: [(Int, Made)] = []
            while let one = await group.next() {
                made.append(one)
                addNext()
            }
            return made.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
