import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// Files of this machine to and from commands, here and on a real sshd.
@Suite(.serialized)
struct CommandFileTests {
    private static let host = RecordingHost()

    let far = RecordedRun(on: host)
    let folder = TemporaryFolder("files")

    private var transports: Transports { far.transports }

    /// Random bytes: what ends a line, a marker or a text is among them.
    private func randomFile(_ size: String, _ name: String = "sent") async -> String {
        let path = folder.path + "/" + name
        #expect(await transports.perform(.command("head -c \(size) /dev/urandom > \(path)")).ending == .exited(0))
        return path
    }

    private func reading(_ path: String, _ script: String, at place: Location, number: Int = 1) async throws
        -> CommandEffect
    {
        var effect = far.change(script, number: number, at: place)
        let content = try await transports.content(ofFile: path)
        effect.input = .file(CommandEffect.InputFile(path: PlannedText(path), content: content))
        return effect
    }

    private func writing(_ path: String, _ script: String, at place: Location, number: Int = 2) -> CommandEffect {
        var effect = far.change(script, number: number, at: place)
        effect.output = CommandEffect.OutputFile(path: PlannedText(path))
        return effect
    }

    private func text(_ name: String) -> String { folder.read(name) }

    @Test func `100 MB go to a host and come back as they were`() async throws {
        let sent = try await transports.content(ofFile: await randomFile("100M"))
        #expect(sent.size == 100 << 20)
        let there = "\(folder.path)/there", back = "\(folder.path)/back"
        let sending = try await reading("\(folder.path)/sent", "cat > \(there)", at: .on("box"))
        #expect(await transports.perform(sending).ending == .exited(0))
        #expect(try await transports.content(ofFile: there) == sent)
        let outcome = await transports.perform(writing(back, "cat \(there)", at: .on("box")))
        #expect(outcome.ending == .exited(0))
        #expect(outcome.file == sent)
        #expect(outcome.tail == "")
        #expect(try await transports.content(ofFile: back) == sent)
        #expect(folder.names.sorted() == ["back", "sent", "there"])
        await transports.cleanUp(after: far.run, on: [])
    }

    @Test(arguments: [Location.local, .behind(["env"]), .on("box"), .on("box", ["env"])])
    func `Bytes pass through every place as they are, with variables before them`(place: Location) async throws {
        let path = await randomFile("300k")
        var effect = try await reading(path, "test \"$A\" = x && cat", at: place)
        effect.environment = [.init(name: "A", value: PlannedText("x"), isSecret: true)]
        effect.output = CommandEffect.OutputFile(path: PlannedText("\(folder.path)/back"))
        let outcome = await transports.perform(effect)
        #expect(outcome.ending == .exited(0))
        #expect(try await transports.content(ofFile: path) == outcome.file)
        #expect(try await transports.content(ofFile: "\(folder.path)/back") == outcome.file)
        await transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A connection that is cut while a file is sent leaves an unknown outcome`() async throws {
        let path = await randomFile("20M")
        let script =
            "head -c 1000 > \(folder.path)/part; echo begun; while ! test -e \(folder.path)/go; do sleep 0.05; done"
        let task = await far.cut(try await reading(path, script, at: .on("box")))
        folder.write("", to: "go")
        guard case .unknown(let words) = await task.value.ending else {
            Issue.record("the outcome is believed")
            return
        }
        #expect(words.hasSuffix("and it is not known if all of its input had arrived"))
        await transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A connection that is cut while a file is written leaves the old one`() async throws {
        let path = folder.write("old\n", to: "back")
        let script = "head -c 300000 /dev/zero; while ! test -e \(folder.path)/go; do sleep 0.05; done; echo end"
        let effect = writing(path, script, at: .on("box"))
        let task = Task { [transports] in await transports.perform(effect) { _ in } }
        while !folder.names.contains(where: { $0.contains(".belay-") && folder.read($0).utf8.count > 100_000 }) {
            try await Task.sleep(for: .milliseconds(20))
        }
        far.server.cutConnections()
        folder.write("", to: "go")
        let outcome = await task.value
        guard case .unknown = outcome.ending else {
            Issue.record("\(outcome.ending)")
            return
        }
        #expect(text("back") == "old\n")
        #expect(folder.names.sorted() == ["back", "go"])
        await transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A full disk ends the command and leaves the old file`() async throws {
        let disk = TemporaryFolder("disk")
        let mounted = await transports.perform(.command("mount -t tmpfs -o size=256k tmpfs \(disk.path)"))
        guard case .exited(0) = mounted.ending else {
            // Without the right to mount there is no disk to fill.
            return
        }
        disk.write("old\n", to: "back")
        for place in [Location.local, .on("box")] {
            let outcome = await transports.perform(writing("\(disk.path)/back", "cat /dev/zero", at: place))
            #expect(outcome.ending == .fileFailed("\(disk.path)/back cannot be written: no space left on device"))
            #expect(disk.read("back") == "old\n")
            #expect(disk.names == ["back"])
        }
        await transports.cleanUp(after: far.run, on: [])
        _ = await transports.perform(.command("umount \(disk.path)"))
    }

    @Test func `A file that is changed while it is read never looks whole to the command`() async throws {
        let path = await randomFile("200k")
        for place in [Location.local, .on("box")] {
            var effect = try await reading(path, "cat > /dev/null; echo whole > \(folder.path)/whole", at: place)
            effect.input = .file(
                .init(path: PlannedText(path), content: FileContent(size: 200 << 10, digest: "another")))
            #expect(await transports.perform(effect).ending == .fileFailed("\(path) was changed while it was read"))
            #expect(!folder.names.contains("whole"))
        }
        await transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A command that fails leaves the old file, and one that works its mode and its link`() async throws {
        let path = folder.write("old\n", to: "real", mode: 0o640)
        #expect(await transports.perform(writing(path, "echo new; exit 3", at: .local)).ending == .exited(3))
        #expect(text("real") == "old\n")
        symlink("real", "\(folder.path)/link")
        #expect(await transports.perform(writing("\(folder.path)/link", "echo new", at: .local)).ending == .exited(0))
        #expect(text("real") == "new\n")
        var status = stat()
        stat(path, &status)
        #expect(status.st_mode & 0o7777 == 0o640)
        #expect(folder.names.sorted() == ["link", "real"])
    }

    @Test func `What is no ordinary file is refused before the command starts`() async throws {
        mkfifo("\(folder.path)/pipe", 0o600)
        let started = "\(folder.path)/started"
        let cases = [
            ("pipe", "\(folder.path)/pipe is not an ordinary file"), (".", "\(folder.path)/. is a folder"),
            ("no/where", "\(folder.path)/no/where cannot be written: no such file or directory"),
        ]
        for (name, words) in cases {
            let outcome = await transports.perform(
                writing("\(folder.path)/\(name)", "touch \(started)", at: .local))
            #expect(outcome.ending == .notStarted(words))
            let path = "\(folder.path)/\(name)"
            await #expect(throws: FileRefusal.self) { try await transports.content(ofFile: path) }
        }
        #expect(!folder.names.contains("started"))
    }

    @Test func `A killed run's output is put into its place if all of it was there, and else removed`() async throws {
        let state = TemporaryFolder("state")
        let transports = Transports(environment: ProcessEnvironment([("XDG_STATE_HOME", state.path)]))
        mkdir("\(state.path)/belay", 0o700)
        mkdir("\(state.path)/belay/runs", 0o700)
        mkdir("\(state.path)/belay/runs/\(far.run)", 0o700)
        let path = folder.write("old\n", to: "back")
        var change = writing(path, "true", at: .local).unseen()
        change.outputFile = path
        folder.write("new", to: ".back.belay-\(far.run)-2")
        guard case .unknown = await transports.recoveredStatus(of: change) else {
            Issue.record("half of the output is believed")
            return
        }
        #expect(folder.names == ["back"])
        folder.write("new\n", to: ".back.belay-\(far.run)-2")
        let content = FileContent(size: 4, digest: "0a")
        state.write("4 0a\n", to: "belay/runs/\(far.run)/output-2")
        #expect(await transports.recoveredStatus(of: change) == .wrote(content))
        #expect(text("back") == "new\n")
        #expect(folder.names == ["back"])
        #expect(await transports.recoveredStatus(of: change) == .wrote(content))
    }
}
