import Foundation

/// Belay's store in etcd: requests on standard input, answers on standard output, see docs/store.md.
@main
struct StoreProgram {
    private static let usage = "usage: belay-store-etcd etcd://HOST:PORT,HOST:PORT/PREFIX"

    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 1, let address = arguments.first else {
            refuse(StoreFailure(.invalid, usage))
        }
        do throws(StoreFailure) {
            try await serve(StoreAddress(address))
        } catch {
            refuse(error)
        }
    }

    private static func serve(_ address: StoreAddress) async throws(StoreFailure) {
        let user = try StoreUser.named(in: ProcessInfo.processInfo.environment)
        let store = EtcdStore(client: try EtcdClient(address, user), keys: KeySpace(prefix: address.prefix))
        do throws(StoreFailure) {
            try await store.greet()
        } catch {
            await store.client.close()
            throw error
        }
        let session = Session(store)
        await session.say(greeting(address))
        await withDiscardingTaskGroup { group in
            for await line in InputLines.standard() {
                if let work = await session.take(line) { group.addTask { await work() } }
            }
            await session.endWatches()
        }
        await store.client.close()
    }

    private static func greeting(_ address: StoreAddress) -> StoreAnswer {
        var answer = StoreAnswer()
        answer.protocol = 1
        answer.store = "etcd"
        answer.name = address.name
        return answer
    }

    /// The first line is then the last.
    private static func refuse(_ failure: StoreFailure) -> Never {
        OutputLines.write(StoreAnswer(failure))
        exit(1)
    }
}
