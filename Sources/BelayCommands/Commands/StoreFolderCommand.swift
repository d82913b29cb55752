import ArgumentParser
import BelayStore
import BelayWorkspace

/// `belay store-folder FOLDER`: speaks the protocol of docs/store.md for a store in a folder, as the program of another store does for
/// that. Whoever writes such a program can compare with it.
struct StoreFolderCommand: Subcommand {
    static let configuration = CommandConfiguration(commandName: "store-folder", shouldDisplay: false)

    @Argument(help: "The folder, from / on, or an address whose path it is, such as test:///srv/store.")
    var folder: String

    func run(on console: Console) async throws(UserError) -> ExitStatus {
        let path = folder.firstRange(of: "://").map { String(folder[$0.upperBound...]) } ?? folder
        do throws(StoreFailure) {
            let server = StoreServer(try FolderStore(console.surroundings.absolute(path)))
            return await server.run() ? .done : .failed
        } catch {
            throw UserError(error)
        }
    }
}
