import BelayRuntime
import BelayTestSupport
import Glibc
import Testing

@testable import BelayTransports

/// The record that a host keeps of the changes of a run, against a real sshd.
@Suite(.serialized)
struct RemoteRecordTests {
    private static let host = RecordingHost()

    let far = RecordedRun(on: host)

    @Test(arguments: [0, 3, 137, 255])
    func `A change that has ended is recorded, until the run is over`(status: Int) async {
        let change = far.change("exit \(status)")
        #expect(await far.transports.perform(change).ending == .exited(status))
        #expect(far.record().split(separator: " ").prefix(2) == ["exit", "\(status)"])
        var settings = stat()
        #expect(stat("\(far.home.path)/\(far.folder)", &settings) == 0 && settings.st_mode & 0o777 == 0o700)
        #expect(await far.transports.recoveredStatus(of: change.unseen()) == .ended(status))
        await far.transports.cleanUp(after: far.run, on: [])
        #expect(far.home.files() == [])
        #expect(access(far.home.path + "/.local/state/belay", F_OK) != 0)
    }

    @Test func `Reads leave no record`() async {
        #expect(await far.transports.perform(.command("true", at: .on("box"))).ending == .exited(0))
        #expect(far.home.files() == [])
    }

    @Test func `Status, output, input and variables pass as without a record`() async {
        let effect = CommandEffect.command(
            "umask; printf %s \"$A\"; cat; exit 3", at: .on("box"), environment: [("A", "x\n")], input: "y\n")
        let plain = await far.transports.perform(effect)
        let recorded = await far.transports.perform(effect.recorded(as: "\(far.run)/1"))
        #expect(recorded.ending == .exited(3))
        #expect(recorded.text == plain.text)
        let missing = far.change("no-such-program", number: 2)
        #expect(await far.transports.perform(missing).ending == .notStarted("there is no such program on box"))
        #expect(await far.transports.recoveredStatus(of: missing.unseen()) == .notStarted)
        // A command that nobody reads from any more is ended, as without a shell around it.
        let broken = far.change("sh -c 'kill -s PIPE $$'", number: 3)
        #expect(await far.transports.perform(broken).ending == .exited(141))
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `What never began is given up, and does not begin later`() async {
        let folder = TemporaryFolder()
        let change = far.change("touch \(folder.path)/made", number: 2)
        // Any machine may answer under the name, as long as it has nothing of the run.
        #expect(
            await far.transports.recoveredStatus(of: change.unseen()) == .unknown("box has no record of the command"))
        #expect(far.home.files() == [])
        #expect(await far.transports.perform(far.change("true")).ending == .exited(0))
        #expect(await far.transports.recoveredStatus(of: change.unseen()) == .notStarted)
        #expect(await far.transports.recoveredStatus(of: change.unseen()) == .notStarted)
        #expect(
            await far.transports.perform(change).ending == .notStarted("it had been given up before it reached box"))
        #expect(folder.names == [])
        await far.transports.cleanUp(after: far.run, on: ["box"])
        #expect(far.home.files() == [])
    }

    @Test func `A change that comes twice begins once, and its record tells its end`() async {
        let folder = TemporaryFolder()
        let change = far.change("echo made >> \(folder.path)/made; exit 3")
        #expect(await far.transports.perform(change).ending == .exited(3))
        #expect(await far.transports.perform(change).ending == .exited(3))
        #expect(folder.read("made") == "made\n")
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A beginning in one place is believed before a void in another`() async {
        let change = far.change("true")
        #expect(await far.transports.perform(change).ending == .exited(0))
        far.home.write("void\n", to: "\(far.folder)/1")
        let other = "/var/tmp/belay-far-\(far.run)"
        mkdir(other, 0o700)
        let record = open("\(other)/1", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        _ = "exit   3 1 x.0 1 token\n".withCString { write(record, $0, strlen($0)) }
        close(record)
        #expect(await far.transports.recoveredStatus(of: change.unseen()) == .ended(3))
        #expect(far.home.files() == [])
        await far.transports.cleanUp(after: far.run, on: [])
        #expect(access(other, F_OK) != 0)
    }

    @Test func `A record that may have been lost says nothing`() async {
        let unknown = RecoveredStatus.unknown("box has no record of the command")
        #expect(await far.transports.perform(far.change("true")).ending == .exited(0))
        // Longer ago than any machine was started, nobody knows, and by a clock that went back.
        for age in [Duration.seconds(1_000_000_000), nil, .seconds(-100)] {
            #expect(await far.transports.recoveredStatus(of: far.change("true", number: 2).unseen(age: age)) == unknown)
        }
        #expect(far.home.files().count == 1)
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `A machine that was restarted does not know`() async throws {
        let change = far.change("true")
        #expect(await far.transports.perform(change).ending == .exited(0))
        let words = far.record().split(separator: " ").map(String.init)
        try #require(words.count == 6)
        far.home.write("started \(words[2]) another.0 \(words[4]) \(words[5])", to: "\(far.folder)/1")
        #expect(
            await far.transports.recoveredStatus(of: change.unseen())
                == .unknown("box was restarted before the command was seen to end"))
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `What still runs is found, also when what carries it was killed, and ended`() async throws {
        let heard = Heard()
        let change = far.change("echo $$; exec sleep 1000")
        let other = Transports(
            sshArguments: far.server.sshArguments, timeouts: TransportTimeouts(recovery: .milliseconds(1)))
        let task = Task { await other.perform(change) { heard.hear($0) } }
        let command = await heard.lines(1)[0]
        let keeper = try #require(Int(far.record().split(separator: " ")[1]))
        guard case .runs(let processes, let elapsed?) = await far.transports.recoveredStatus(of: change.unseen()) else {
            Issue.record("it runs")
            return
        }
        #expect(processes == [keeper])
        #expect(elapsed < .seconds(100))
        kill(pid_t(keeper), SIGKILL)
        guard case .runs = await far.transports.recoveredStatus(of: change.unseen()) else {
            Issue.record("it is still running")
            return
        }
        await far.transports.terminate(change.unseen())
        #expect(FarProcess.isGone(command))
        #expect(
            await far.transports.recoveredStatus(of: change.unseen())
                == .unknown("the command was killed on box"))
        _ = await task.value
        await other.close()
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `Behind a prefix and as another user it is the host that remembers`() async {
        let behind = far.change("exit 0", number: 1, at: .on("box", ["env"]))
        #expect(await far.transports.perform(behind).ending == .exited(0))
        #expect(await far.transports.recoveredStatus(of: behind.unseen()) == .ended(0))
        // That it failed may be the prefix's own doing, and the command may continue.
        let failing = far.change("exit 7", number: 2, at: .on("box", ["env"]))
        #expect(await far.transports.perform(failing).ending == .exited(7))
        #expect(
            await far.transports.recoveredStatus(of: failing.unseen())
                == .unknown("`env` ended on box with status 7, which need not be the command's"))
        let sudo = far.change("exit 7", number: 3, at: .on("box", as: "nobody"))
        let ending = await far.transports.perform(sudo).ending
        if case .exited(7) = ending {
            #expect(await far.transports.recoveredStatus(of: sudo.unseen()) == .ended(7))
        } else {
            #expect(await far.transports.recoveredStatus(of: sudo.unseen()) == .ended(1), "\(ending)")
        }
        await far.transports.cleanUp(after: far.run, on: [])
    }

    @Test func `On this machine its processes are all that is known`() async {
        let heard = Heard()
        var effect = CommandEffect.command("echo $$; trap '' TERM; sleep 1000 & echo $!; wait; wait")
        effect = effect.known(as: "\(far.run)/1")
        let unseen = effect.unseen()
        #expect(await far.transports.recoveredStatus(of: unseen) == .unknown(""))
        let task = Task { [far, effect] in await far.transports.perform(effect) { heard.hear($0) } }
        let lines = await heard.lines(2)
        // What a command leaves behind when it has ended is not the command.
        effect = effect.known(as: "\(far.run)/2")
        effect.script = PlannedText("sleep 1000 & echo $!")
        let left = await far.transports.perform(effect).text.dropLast()
        #expect(await far.transports.recoveredStatus(of: effect.unseen()) == .unknown(""))
        await far.transports.terminate(effect.unseen())
        #expect(!FarProcess.isGone(left))
        FarProcess.end(left)
        guard case .runs(let processes, _?) = await far.transports.recoveredStatus(of: unseen) else {
            Issue.record("it runs")
            return
        }
        #expect(Set(processes.map(String.init)).isSuperset(of: lines.map(String.init)))
        await far.transports.terminate(unseen)
        _ = await task.value
        #expect(await FarProcess.areGone(lines))
        #expect(await far.transports.recoveredStatus(of: unseen) == .unknown(""))
    }

    @Test func `What is not to be seen on this machine is not taken for ended`() async {
        let state = TemporaryFolder("state")
        let folder = "\(state.path)/belay/runs/\(far.run)"
        var environment = ProcessEnvironment.inherited()
        environment.set("XDG_STATE_HOME", to: state.path)
        let transports = Transports(environment: environment)
        for part in ["belay", "belay/runs", "belay/runs/\(far.run)"] { mkdir("\(state.path)/\(part)", 0o700) }
        var effect = CommandEffect.command("exec env -i sleep 1000")
        effect = effect.known(as: "\(far.run)/12")
        let unseen = effect.unseen()
        #expect(await transports.recoveredStatus(of: unseen) == .unknown(""))
        let task = Task { [effect] in await transports.perform(effect) }
        let record = "belay/runs/\(far.run)/\(ProcessRecord.fileName)"
        while state.read(record) == "" { await Task.yield() }
        let words = state.read(record).split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(words.count == 5 && words[0] == "12")
        #expect(await transports.recoveredStatus(of: unseen).processes == [Int(words[1])])
        // It has not the number alone.
        for (line, recoveredStatus) in [
            ("12 \(words[1]) 1 \(words[3]) \(words[4])\n", RecoveredStatus.unknown("")),
            ("12 \(words[1]) \(words[2]) boot \(words[4])\n", .unknown("this machine was restarted since")),
            (
                "12 \(words[1]) \(words[2]) boot other\n",
                .unreachable("it was started on other, and this is \(words[4])")
            ), ("1 \(words[1]) \(words[2]) \(words[3]) \(words[4])\n12 ", .unknown("")),
        ] {
            state.write(line, to: record)
            #expect(await transports.recoveredStatus(of: unseen) == recoveredStatus)
        }
        state.write(words.joined(separator: " ") + "\n", to: record)
        await transports.terminate(unseen)
        _ = await task.value
        #expect(await transports.recoveredStatus(of: unseen) == .unknown(""))
        #expect(access(folder, F_OK) == 0)
    }
}

extension RecoveredStatus {
    fileprivate var processes: [Int?] { if case .runs(let processes, _) = self { processes } else { [] } }
}
