import Testing

@Suite("Folders are layers")
struct FolderOrderTests {
    @Test(arguments: FolderOrder.all)
    func `The order names every folder of the module that has Swift files, and no other`(order: FolderOrder) throws {
        let layers = try order.layers()
        let without = layers.files.filter { $0.height == nil }.map(\.path)
        #expect(without.isEmpty, "in no folder of the order: \(without)")
        let heights = Set(layers.files.compactMap(\.height))
        let empty = order.folders.indices.filter { !heights.contains($0) }.map { order.folders[$0] }
        #expect(empty.isEmpty, "without a file: \(empty)")
    }

    @Test(arguments: FolderOrder.all)
    func `A file uses no type of a later folder`(order: FolderOrder) throws {
        for use in try order.layers().usesOfLater { Issue.record("\(order.module): \(use)") }
    }

    @Test func `A use of a later folder is found, whatever surrounds it`() {
        let layers = FolderLayers(
            [
                "Low/A.swift": "struct A { var text = \"of \\(B.name)\" }",
                "Low/Deep/D.swift": "let d: [B?] = []",
                "High/B.swift": "public enum B { static let name = A() }",
            ], folders: ["Low", "High"])
        #expect(
            layers.usesOfLater.map(\.description) == [
                "Low/A.swift uses B of High/B.swift", "Low/Deep/D.swift uses B of High/B.swift",
            ])
    }

    @Test func `Comments, strings, members and names of one's own are no uses`() {
        let low = """
            // B is above.
            /* B /* and B */ B */
            struct A {
                struct C {}
                let text = "B", raw = #"\\(B)"#, member = A.B.self, own = C(), `class` = 1
                let lines = \"\"\"
                    B "B" \\(text)
                    \"\"\"
            }
            """
        let layers = FolderLayers(
            ["A.swift": low, "High/B.swift": "struct B {}\nstruct C {}\nprivate struct D {}"], folders: [".", "High"])
        #expect(layers.usesOfLater.isEmpty, "\(layers.usesOfLater)")
        #expect(layers.files.last?.declared == ["B", "C"])
    }

    @Test func `A folder within a folder may have its own place`() {
        let sources = [
            "SSH/Mux/M.swift": "struct M {}", "SSH/S.swift": "struct S { let m: M, w: W }", "W.swift": "struct W {}",
        ]
        #expect(FolderLayers(sources, folders: ["SSH/Mux", "SSH", "."]).usesOfLater.map(\.type) == ["W"])
        #expect(FolderLayers(sources, folders: [".", "SSH", "SSH/Mux"]).usesOfLater.map(\.type) == ["M"])
    }
}
