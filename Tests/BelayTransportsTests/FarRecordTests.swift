import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// The record that a host keeps of the changes of a run, against a real sshd.
@Suite(.serialized)
struct FarRecordTests {
    private static let home = TemporaryFolder("home")
    private static let server = TestSSHServer(variables: ["HOME=\(home.path)"])
    private static let transports = Transports(
        sshArguments: server.sshArguments, patience: Patience(grace: .milliseconds(500)))

    let home = Self.home
    let server = Self.server
    let transports = Self.transports
    let run = "20260301-093000-\(CommandToken.random().prefix(8))"

    private func change(
        _ script: String, number: Int = 1, at place: Location = .on("box"), limit: Duration = .seconds(60),
        isCaptured: Bool = false
    ) -> CommandEffect {
        CommandEffect.command(script, at: place, limit: limit, isCaptured: isCaptured)
            .recorded(as: "\(run)/\(number)")
    }

    private var folder: String { ".local/state/belay/far/\(run)" }
    private func record(_ number: Int = 1) -> String { home.read("\(folder)/\(number)") }

    /// Begins a change, waits for its first lines, and cuts its connection.
    private func cut(
        _ change: CommandEffect, lines: Int = 1, in heard: Heard = Heard()
    ) async -> Task<CommandOutcome, Never> {
        let task = Task { [transports] in await transports.perform(change) { heard.hear($0) } }
        _ = await heard.lines(lines)
        server.cutConnections()
        return task
    }

    @Test(arguments: [0, 3, 137, 255])
    func `A change that has ended is recorded, until the run is over`(status: Int) async {
        let change = change("exit \(status)")
        #expect(await transports.perform(change).ending == .exited(status))
        #expect(record().split(separator: " ").prefix(2) == ["exit", "\(status)"])
        var settings = stat()
        #expect(stat("\(home.path)/\(folder)", &settings) == 0 && settings.st_mode & 0o777 == 0o700)
        #expect(await transports.fate(of: change.unseen()) == .ended(status))
        await transports.forget(run: run, on: [])
        #expect(home.files() == [])
        #expect(access(home.path + "/.local/state/belay", F_OK) != 0)
    }

    @Test func `Reads leave no record`() async {
        #expect(await transports.perform(.command("true", at: .on("box"))).ending == .exited(0))
        #expect(home.files() == [])
    }

    @Test func `Status, output, input and variables pass as without a record`() async {
        let effect = CommandEffect.command(
            "umask; printf %s \"$A\"; cat; exit 3", at: .on("box"), environment: [("A", "x\n")], input: "y\n")
        let plain = await transports.perform(effect)
        let recorded = await transports.perform(effect.recorded(as: "\(run)/1"))
        #expect(recorded.ending == .exited(3))
        #expect(recorded.text == plain.text)
        let missing = change("no-such-program", number: 2)
        #expect(await transports.perform(missing).ending == .notStarted("there is no such program on box"))
        #expect(await transports.fate(of: missing.unseen()) == .notStarted)
        // A command that nobody reads from any more is ended, as without a shell around it.
        let broken = change("sh -c 'kill -s PIPE $$'", number: 3)
        #expect(await transports.perform(broken).ending == .exited(141))
        await transports.forget(run: run, on: [])
    }

    @Test func `A change whose connection is lost is seen to its end by its record`() async {
        for status in [0, 3] {
            let folder = TemporaryFolder()
            let heard = Heard()
            let script = "echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done; exit \(status)"
            let task = await cut(change(script, number: status), in: heard)
            while !heard.text(.error).contains("still runs there") { await Task.yield() }
            #expect(heard.text(.error).hasPrefix("[the connection to box was lost; process "))
            folder.write("", to: "go")
            #expect(await task.value.ending == .exited(status))
            #expect(heard.text(.error).hasSuffix("and what it printed after that is lost]\n"))
        }
        await transports.forget(run: run, on: [])
    }

    @Test func `What a change printed that nobody heard is lost, and said to be`() async {
        let folder = TemporaryFolder()
        let script = "echo a value; while ! test -e \(folder.path)/go; do sleep 0.05; done"
        let task = await cut(change(script, isCaptured: true))
        folder.write("", to: "go")
        let outcome = await task.value
        let words = "the connection to box was lost before the command was seen to end"
        #expect(outcome.ending == .unknown("\(words); it has succeeded there, and what it printed is lost"))
        #expect(outcome.output == [])
        await transports.forget(run: run, on: [])
    }

    @Test func `A success with an input that may have been cut off is not believed`() async {
        let folder = TemporaryFolder()
        let script = "echo $$; while ! test -e \(folder.path)/go; do sleep 0.05; done; wc -c > \(folder.path)/got"
        var change = change(script)
        let whole = 8_000_000
        change.input = CommandEffect.Input(text: PlannedText(String(repeating: "x", count: whole)), isSecret: false)
        let task = await cut(change)
        folder.write("", to: "go")
        let words = "the connection to box was lost before the command was seen to end"
        #expect(
            await task.value.ending
                == .unknown(
                    "\(words); it ended there with status 0, and whether all of its input had come is not known"))
        // It took a part for the whole.
        #expect((Int(folder.read("got").dropLast()) ?? whole) < whole)
        await transports.forget(run: run, on: [])
    }

    @Test func `A time limit holds although the connection is lost`() async {
        let script = "trap '' TERM; echo $$; (trap '' TERM; exec sleep 1000) & echo $!; wait; sleep 1000"
        for place in [Location.on("box"), .on("box", ["setsid", "-w"])] {
            let heard = Heard()
            let task = await cut(change(script, at: place, limit: .seconds(4)), lines: 2, in: heard)
            #expect(await task.value.ending == .timedOut)
            #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
            await transports.forget(run: run, on: [])
        }
    }

    @Test func `Cancelling ends what is waited for on the far side`() async {
        let heard = Heard()
        let task = await cut(change("echo $$; sleep 1000 & echo $!; wait"), lines: 2, in: heard)
        while !heard.text(.error).contains("still runs there") { await Task.yield() }
        task.cancel()
        #expect(await task.value.ending == .cancelled)
        #expect(heard.text(.output).split(separator: "\n").allSatisfy(FarProcess.isGone))
        await transports.forget(run: run, on: [])
    }

    @Test func `A host that is not reached again leaves the outcome unknown`() async {
        let server = TestSSHServer()
        let transports = Transports(
            sshArguments: server.sshArguments, patience: Patience(recovery: .milliseconds(500)))
        let heard = Heard()
        let task = Task { [change = change("echo $$; sleep 1000")] in
            await transports.perform(change) { heard.hear($0) }
        }
        _ = await heard.lines(1)
        server.stop()
        #expect(
            await task.value.ending == .unknown("the connection to box was lost before the command was seen to end"))
        await transports.forget(run: run, on: [])
    }

    @Test func `What never began is given up, and does not begin later`() async {
        let folder = TemporaryFolder()
        let change = change("touch \(folder.path)/made", number: 2)
        // Any machine may answer under the name, as long as it has nothing of the run.
        #expect(await transports.fate(of: change.unseen()) == .unknown("box has no record of the command"))
        #expect(home.files() == [])
        #expect(await transports.perform(self.change("true")).ending == .exited(0))
        #expect(await transports.fate(of: change.unseen()) == .notStarted)
        #expect(await transports.fate(of: change.unseen()) == .notStarted)
        #expect(await transports.perform(change).ending == .notStarted("it had been given up before it came to box"))
        #expect(folder.names == [])
        await transports.forget(run: run, on: ["box"])
        #expect(home.files() == [])
    }

    @Test func `A change that comes twice begins once, and its record tells its end`() async {
        let folder = TemporaryFolder()
        let change = change("echo made >> \(folder.path)/made; exit 3")
        #expect(await transports.perform(change).ending == .exited(3))
        #expect(await transports.perform(change).ending == .exited(3))
        #expect(folder.read("made") == "made\n")
        await transports.forget(run: run, on: [])
    }

    @Test func `A beginning in one place is believed before a void in another`() async {
        let change = change("true")
        #expect(await transports.perform(change).ending == .exited(0))
        home.write("void\n", to: "\(folder)/1")
        let other = "/var/tmp/belay-far-\(run)"
        mkdir(other, 0o700)
        let record = open("\(other)/1", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        _ = "exit   3 1 x.0 1 token\n".withCString { write(record, $0, strlen($0)) }
        close(record)
        #expect(await transports.fate(of: change.unseen()) == .ended(3))
        #expect(home.files() == [])
        await transports.forget(run: run, on: [])
        #expect(access(other, F_OK) != 0)
    }

    @Test func `A record that may have been lost says nothing`() async {
        let unknown = Fate.unknown("box has no record of the command")
        #expect(await transports.perform(change("true")).ending == .exited(0))
        // Longer ago than any machine was started, nobody knows, and by a clock that went back.
        for age in [Duration.seconds(1_000_000_000), nil, .seconds(-100)] {
            #expect(await transports.fate(of: change("true", number: 2).unseen(age: age)) == unknown)
        }
        #expect(home.files().count == 1)
        await transports.forget(run: run, on: [])
    }

    @Test func `A machine that was started anew does not know`() async throws {
        let change = change("true")
        #expect(await transports.perform(change).ending == .exited(0))
        let words = record().split(separator: " ").map(String.init)
        try #require(words.count == 6)
        home.write("started \(words[2]) another.0 \(words[4]) \(words[5])", to: "\(folder)/1")
        #expect(
            await transports.fate(of: change.unseen())
                == .unknown("box was started anew before the command was seen to end"))
        await transports.forget(run: run, on: [])
    }

    @Test func `What still runs is found, also when what carries it was killed, and ended`() async throws {
        let heard = Heard()
        let change = change("echo $$; exec sleep 1000")
        let other = Transports(
            sshArguments: server.sshArguments, patience: Patience(recovery: .milliseconds(1)))
        let task = Task { await other.perform(change) { heard.hear($0) } }
        let command = await heard.lines(1)[0]
        let keeper = try #require(Int(record().split(separator: " ")[1]))
        guard case .runs(let processes, let elapsed?) = await transports.fate(of: change.unseen()) else {
            Issue.record("it runs")
            return
        }
        #expect(processes == [keeper])
        #expect(elapsed < .seconds(100))
        kill(pid_t(keeper), SIGKILL)
        guard case .runs = await transports.fate(of: change.unseen()) else {
            Issue.record("it still runs")
            return
        }
        await transports.end(change.unseen())
        #expect(FarProcess.isGone(command))
        #expect(await transports.fate(of: change.unseen()) == .unknown("the command was ended on box before its time"))
        _ = await task.value
        await other.close()
        await transports.forget(run: run, on: [])
    }

    @Test func `Behind a prefix and as another user it is the host that remembers`() async {
        let behind = change("exit 0", number: 1, at: .on("box", ["env"]))
        #expect(await transports.perform(behind).ending == .exited(0))
        #expect(await transports.fate(of: behind.unseen()) == .ended(0))
        // That it failed may be the prefix's own doing, and the command may go on.
        let failing = change("exit 7", number: 2, at: .on("box", ["env"]))
        #expect(await transports.perform(failing).ending == .exited(7))
        #expect(
            await transports.fate(of: failing.unseen())
                == .unknown("`env` ended on box with status 7, which need not be the command's"))
        let sudo = change("exit 7", number: 3, at: .on("box", as: "nobody"))
        let ending = await transports.perform(sudo).ending
        if case .exited(7) = ending {
            #expect(await transports.fate(of: sudo.unseen()) == .ended(7))
        } else {
            #expect(await transports.fate(of: sudo.unseen()) == .ended(1), "\(ending)")
        }
        await transports.forget(run: run, on: [])
    }

    @Test(arguments: ["dash", "busybox", "bash"])
    func `Any shell keeps a record`(shell: String) async {
        let bin = TemporaryFolder("bin")
        symlink(shell == "busybox" ? "/usr/bin/busybox" : "/bin/\(shell)", bin.path + "/sh")
        let server = TestSSHServer(variables: ["PATH=\(bin.path):/usr/bin:/bin"])
        let transports = Transports(sshArguments: server.sshArguments)
        let ended = change("exit 3", number: 1)
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(await transports.fate(of: ended.unseen()) == .ended(3))
        #expect(await transports.fate(of: change("true", number: 2).unseen()) == .notStarted)
        await transports.forget(run: run, on: [])
        #expect(access(server.home + "/.local/state/belay", F_OK) != 0)
        await transports.close()
    }

    @Test func `Where the home cannot be written another folder is taken`() async {
        let server = TestSSHServer(variables: ["HOME=/dev/null"])
        let transports = Transports(sshArguments: server.sshArguments)
        let ended = change("exit 3")
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(access("/var/tmp/belay-far-\(run)/1", F_OK) == 0)
        #expect(await transports.fate(of: ended.unseen()) == .ended(3))
        await transports.forget(run: run, on: [])
        #expect(access("/var/tmp/belay-far-\(run)", F_OK) != 0)
        await transports.close()
    }

    @Test func `A folder of somebody else is not trusted`() async throws {
        let server = TestSSHServer(variables: ["HOME=/dev/null"])
        let transports = Transports(sshArguments: server.sshArguments)
        let trap = TemporaryFolder("trap")
        trap.write("exit   0 1 x.0 1 token\n", to: "1")
        symlink(trap.path, "/var/tmp/belay-far-\(run)")
        defer { unlink("/var/tmp/belay-far-\(run)") }
        let ended = change("exit 3")
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(access("/tmp/belay-far-\(run)/1", F_OK) == 0)
        #expect(await transports.fate(of: ended.unseen()) == .ended(3))
        await transports.forget(run: run, on: [])
        #expect(trap.names == ["1"])
        await transports.close()
    }

    @Test func `Where no record can be kept the command is not started`() async {
        let server = TestSSHServer(variables: ["HOME=/dev/null"])
        let transports = Transports(sshArguments: server.sshArguments)
        let places = ["/var/tmp/belay-far-\(run)", "/tmp/belay-far-\(run)"]
        for place in places { close(open(place, O_CREAT | O_CLOEXEC, 0o600)) }
        defer { for place in places { unlink(place) } }
        let folder = TemporaryFolder()
        let outcome = await transports.perform(change("touch \(folder.path)/made"))
        #expect(outcome.lacksRecord)
        #expect(
            outcome.ending
                == .notStarted("no record of it can be kept on box: no folder there can be written"))
        #expect(folder.names == [])
        #expect(
            await transports.fate(of: change("true").unseen()) == .unknown("box has no record of the command"))
        await transports.close()
    }

    @Test func `An end is recorded on a disk that has become full`() async throws {
        let disk = TemporaryFolder("disk")
        let mounted = await transports.perform(.command("mount -t tmpfs -o size=64k tmpfs \(disk.path)"))
        guard case .exited(0) = mounted.ending else {
            // Without the right to mount there is no disk to fill.
            return
        }
        let server = TestSSHServer(variables: ["HOME=\(disk.path)"])
        let transports = Transports(sshArguments: server.sshArguments)
        let ended = change("cat /dev/zero > \(disk.path)/filler || exit 3")
        #expect(await transports.perform(ended).ending == .exited(3))
        #expect(await transports.fate(of: ended.unseen()) == .ended(3))
        await transports.forget(run: run, on: [])
        await transports.close()
        _ = await self.transports.perform(.command("umount \(disk.path)"))
    }

    @Test func `On this machine its processes are all that is known`() async {
        let heard = Heard()
        var effect = CommandEffect.command("echo $$; trap '' TERM; sleep 1000 & echo $!; wait; wait")
        effect.mark = "\(run)/1"
        let unseen = effect.unseen()
        #expect(await transports.fate(of: unseen) == .unknown(""))
        let task = Task { [transports, effect] in await transports.perform(effect) { heard.hear($0) } }
        let lines = await heard.lines(2)
        // What a command leaves behind when it has ended is not the command.
        effect.mark = "\(run)/2"
        effect.script = PlannedText("sleep 1000 & echo $!")
        let left = await transports.perform(effect).text.dropLast()
        #expect(await transports.fate(of: effect.unseen()) == .unknown(""))
        await transports.end(effect.unseen())
        #expect(!FarProcess.isGone(left))
        FarProcess.end(left)
        guard case .runs(let processes, _?) = await transports.fate(of: unseen) else {
            Issue.record("it runs")
            return
        }
        #expect(Set(processes.map(String.init)).isSuperset(of: lines.map(String.init)))
        await transports.end(unseen)
        _ = await task.value
        #expect(await FarProcess.areGone(lines))
        #expect(await transports.fate(of: unseen) == .unknown(""))
    }
}
