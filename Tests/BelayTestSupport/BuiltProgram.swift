package import Foundation

/// The programs under test, which were built with the tests and are next to their bundle.
package enum BuiltProgram {
    package struct Missing: Error, CustomStringConvertible {
        package var path: String

        package var description: String { "\(path) is not built" }
    }

    package static let folder = URL(filePath: SmallFile.target(ofLink: "/proc/self/exe") ?? CommandLine.arguments[0])
        .deletingLastPathComponent()

    /// The path of `belay`, or of another program.
    package static func path(_ name: String = "belay") -> String { folder.appending(path: name).path }

    /// The same where it must be there.
    package static func find(_ name: String = "belay") throws -> URL {
        let path = path(name)
        guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
        return URL(filePath: path)
    }
}
