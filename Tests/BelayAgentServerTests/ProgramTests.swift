import BelayData
import BelayTestSupport
import Foundation
import Testing

/// The server as it is: what it starts, what it refuses, and what it bears.
@Suite(.serialized)
struct ProgramTests {
    private let folder: AgentFolder

    init() throws { folder = try AgentFolder() }

    /// The name and the digest of a plan.
    private func plan(
        _ runbook: String, _ parameters: DataValue = [:], by agent: AgentProcess
    ) throws -> (name: String, digest: String) {
        let made = try agent.call("plan", ["runbook": .string(runbook), "parameters": parameters])
        return (try #require(made["plan"]?.string, "\(made)"), try #require(made["digest"]?.string))
    }

    /// The state of a run once it no longer runs.
    private func end(_ run: String, _ agent: AgentProcess) throws -> DataValue {
        try agent.call("status", ["run": .string(run), "wait_seconds": 30])
    }

    @Test func `Without an approval nothing is changed, with one exactly the plan is run`() throws {
        let agent = try AgentProcess(in: folder)
        let (plan, digest) = try self.plan("change.runbook", ["name": "made"], by: agent)
        let refusal = try agent.refusal("start", ["plan": .string(plan)])
        #expect(refusal.contains("changes something, and nobody has approved it") && refusal.contains("belay approve"))
        // Bob runs it.
        #expect(try folder.belay("approve", plan, "--digest", digest).status == 0)
        #expect(try agent.refusal("start", ["plan": .string(plan)]).contains("who runs it does not approve it"))
        #expect(!folder.exists("made"))
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", folder.path + "/keys/alice").status == 0)
        let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
        #expect(try end(run, agent)["state"]?.string == "done")
        #expect(folder.exists("made"))
        #expect(
            try agent.call("show", ["plan": .string(plan)]).string?.contains("approved by alice@example.com") == true)
    }

    @Test func `An approval in the store begins a run, and a rejection there does not`() throws {
        let folder = try AgentFolder(hasStore: true)
        let agent = try AgentProcess(in: folder)
        let (plan, digest) = try self.plan("change.runbook", ["name": "made"], by: agent)
        #expect(try agent.refusal("start", ["plan": .string(plan)]).contains("nobody has approved it"))
        let keys = folder.path + "/keys"
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", keys + "/alice").status == 0)
        // Alice's machine is another one: what lies next to the plan is not here.
        try folder.removeFiles(beginningWith: plan + ".")
        let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
        let status = try agent.call("status", ["run": .string(run), "wait_seconds": 30])
        #expect(status["state"]?.string == "done")
        #expect(folder.exists("made"))
        #expect(
            try folder.belay("reject", plan, "--digest", digest, "--key", keys + "/carol", "--why", "no").status == 0)
        try folder.removeFiles(beginningWith: plan + ".")
        #expect(try agent.refusal("start", ["plan": .string(plan)]).contains("was rejected by carol@example.com: no"))
    }

    @Test func `A plan that was changed after its approval is not run, and a rejected one neither`() throws {
        let agent = try AgentProcess(in: folder)
        let (plan, digest) = try self.plan("change.runbook", ["name": "made"], by: agent)
        let other = try self.plan("change.runbook", ["name": "other"], by: agent)
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", folder.path + "/keys/alice").status == 0)
        let kept = try Data(contentsOf: URL(filePath: plan))
        try FileManager.default.removeItem(atPath: plan)
        try FileManager.default.copyItem(atPath: other.name, toPath: plan)
        #expect(try agent.refusal("start", ["plan": .string(plan)]).contains("it is of something else"))
        try kept.write(to: URL(filePath: plan))
        #expect(
            try folder.belay("reject", plan, "--digest", digest, "--key", folder.path + "/keys/carol", "--why", "no")
                .status
                == 0)
        #expect(try agent.refusal("start", ["plan": .string(plan)]).contains("was rejected by carol@example.com: no"))
        // The file is another one than the one that was looked at.
        let swapped = try folder.belay("run", other.name, "--digest", digest)
        #expect(swapped.status == 3)
        #expect(!folder.exists("made") && !folder.exists("other"))
    }

    @Test func `A run outlives its server and is followed by another`() throws {
        let first = try AgentProcess(in: folder)
        let (plan, _) = try self.plan("slow.runbook", ["marker": .string(folder.here + "/marker")], by: first)
        let run = try #require(try first.call("start", ["plan": .string(plan)])["run"]?.string)
        first.kill()
        let second = try AgentProcess(in: folder)
        let status = try second.call("status", ["run": .string(run)])
        #expect(status["state"]?.string == "running" && status["byAgent"]?.bool == true, "\(status)")
        folder.write("", to: "marker")
        let end = try self.end(run, second)
        #expect(end["state"]?.string == "done")
        #expect(end["output"]?.array?.last?.string?.hasSuffix(": over") == true, "\(end)")
        let report = try second.request("resources/read", ["uri": end["report"] ?? .null])
        #expect(report["contents"]?[0]?["text"]?.string?.hasPrefix("## Slow: done") == true)
        #expect(try second.end() == 0)
    }

    @Test func `A run is stopped as by Ctrl-C, once, and one of a person is not touched`() throws {
        let agent = try AgentProcess(in: folder)
        let (plan, _) = try self.plan("slow.runbook", ["marker": .string(folder.here + "/marker")], by: agent)
        let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
        _ = try agent.call("cancel", ["run": .string(run)])
        #expect(try end(run, agent)["state"]?.string == "cancelled")
        #expect(try agent.refusal("cancel", ["run": .string(run)]).contains("is not running"))
        #expect(try folder.belay("run", "look.runbook").status == 0)
        let runs = try agent.request("resources/list")["resources"]?.array ?? []
        let own = try #require(
            runs.compactMap { $0["name"]?.string }.first { $0.hasPrefix("20") && $0 != run })
        for tool in ["cancel", "resume"] {
            #expect(try agent.refusal(tool, ["run": .string(own)]).contains("was not started by `start`"))
        }
        #expect(try agent.call("status", ["run": .string(own)])["state"]?.string == "done")
    }

    @Test func `A run waits for people without a process, and is answered by them`() throws {
        let agent = try AgentProcess(in: folder)
        let (plan, digest) = try self.plan("pair.runbook", by: agent)
        let alice = folder.path + "/keys/alice"
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", alice).status == 0)
        let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
        let waiting = try self.end(run, agent)
        #expect(waiting["state"]?.string == "needs-decision" && waiting["resumable"]?.bool == true, "\(waiting)")
        let question = try #require(waiting["questions"]?[0])
        #expect(question["kind"]?.string == "approval" && question["answers"] == [])
        let step = question["step"] ?? .null
        let refusal = try agent.refusal("answer", ["run": .string(run), "step": step, "answer": "happened"])
        #expect(refusal.contains("only a person can answer") && refusal.contains("belay approve \(run) 1.2"))
        #expect(folder.exists("first") && !folder.exists("second"))
        let carol = folder.path + "/keys/carol"
        #expect(try folder.belay("approve", run, "1.2", "--yes", "--key", carol).status == 0)
        #expect(try agent.call("resume", ["run": .string(run)])["run"]?.string == run)
        #expect(try end(run, agent)["state"]?.string == "done")
        #expect(folder.exists("second"))
    }

    @Test func `A change whose end was not seen is decided by an answer, and a destruction by a person`() throws {
        folder.write("#!/bin/sh\necho x >> log\nkill -9 $PPID\n", to: "cut", mode: 0o755)
        for (sign, isAnswered) in [("$", true), ("!", false)] {
            folder.write(
                """
                runbook "Cut" "Is cut short."
                phase "Change" {
                    locally { \(sign) ./cut }
                    $ touch after
                }

                """, to: "cut.runbook")
            let agent = try AgentProcess(in: folder)
            let (plan, digest) = try self.plan("cut.runbook", by: agent)
            let alice = folder.path + "/keys/alice"
            #expect(try folder.belay("approve", plan, "--digest", digest, "--key", alice).status == 0)
            let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
            #expect(try end(run, agent)["state"]?.string == "interrupted")
            _ = try agent.call("resume", ["run": .string(run)])
            let waiting = try self.end(run, agent)
            let question = try #require(waiting["questions"]?[0], "\(waiting)")
            #expect(question["kind"]?.string == "outcome")
            let given: DataValue = ["run": .string(run), "step": question["step"] ?? .null, "answer": "happened"]
            if isAnswered {
                #expect(question["answers"] == ["happened", "did-not-happen"])
                let wrong: DataValue = ["run": .string(run), "step": question["step"] ?? .null, "answer": "maybe"]
                #expect(try agent.refusal("answer", wrong).contains("it takes `happened`, `did-not-happen`"))
                _ = try agent.call("answer", given)
                #expect(try end(run, agent)["state"]?.string == "done")
                #expect(folder.exists("after"))
            } else {
                #expect(question["answers"] == [])
                #expect(try agent.refusal("answer", given).contains("a person types: belay resume \(run) --happened"))
            }
        }
    }

    @Test func `A value that a change printed and that was lost is given by an answer`() throws {
        folder.write("#!/bin/sh\n[ -e behave ] || kill -9 $PPID\necho id-1\n", to: "make", mode: 0o755)
        folder.write(
            """
            runbook "Volume" "Makes one and mounts it."
            phase "Make" {
                let id: text = $ ./make
                $ echo "mount $id" >> mounted
            }

            """, to: "volume.runbook")
        let agent = try AgentProcess(in: folder)
        let (plan, digest) = try self.plan("volume.runbook", by: agent)
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", folder.path + "/keys/alice").status == 0)
        let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
        #expect(try end(run, agent)["state"]?.string == "interrupted")
        folder.write("", to: "behave")
        _ = try agent.call("resume", ["run": .string(run)])
        let step = try self.end(run, agent)["questions"]?[0]?["step"] ?? .null
        _ = try agent.call("answer", ["run": .string(run), "step": step, "answer": "happened"])
        let question = try self.end(run, agent)["questions"]?[0]
        #expect(question?["kind"]?.string == "value" && question?["answers"] == ["value", "did-not-happen"])
        let half: DataValue = ["run": .string(run), "step": step, "answer": "value"]
        #expect(try agent.refusal("answer", half).contains("needs the argument `value`"))
        let given: DataValue = ["run": .string(run), "step": step, "answer": "value", "value": "id-7; touch hacked"]
        _ = try agent.call("answer", given)
        #expect(try end(run, agent)["state"]?.string == "done")
        #expect(try String(contentsOfFile: folder.here + "/mounted", encoding: .utf8) == "mount id-7; touch hacked\n")
        #expect(!folder.exists("hacked"))
    }

    @Test func `What a person has to answer before the first step is not started`() throws {
        let agent = try AgentProcess(in: folder)
        let (plan, digest) = try self.plan("confirmed.runbook", by: agent)
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", folder.path + "/keys/alice").status == 0)
        let refusal = try agent.refusal("start", ["plan": .string(plan)])
        #expect(refusal.contains("only a person can answer: really?") && refusal.contains("belay run"))
        #expect(!folder.exists("confirmed"))
    }

    @Test func `A question with a name is answered at the start, and data stays data`() throws {
        let agent = try AgentProcess(in: folder)
        let asking = try self.plan("asking.runbook", by: agent)
        #expect(try agent.refusal("start", ["plan": .string(asking.name)]).contains("the question `name` at step"))
        for name in ["a b", "--yes", "$(touch hacked)", "'; touch hacked; '", "a\nb\u{1B}[2J", "\"", "é ü 😀"] {
            let started = try agent.call("start", ["plan": .string(asking.name), "answers": ["name": .string(name)]])
            let run = try #require(started["run"]?.string, "\(started)")
            #expect(try end(run, agent)["state"]?.string == "done")
            let looked = try self.plan("look.runbook", ["word": .string(name)], by: agent)
            let seen = try #require(try agent.call("start", ["plan": .string(looked.name)])["run"]?.string)
            let output = try self.end(seen, agent)["output"]?.array?.compactMap(\.string).joined(separator: "\n") ?? ""
            // A word that a command would take for an option is refused by the run itself.
            #expect(output.contains("seen: ") == (name != "--yes"), "\(output)")
        }
        #expect(!folder.exists("hacked"))
        let wrong = ["runbook": "change.runbook", "parameters": ["na\nme": "x", "--save": "y"]] as DataValue
        #expect(try agent.refusal("plan", wrong).contains("there is no parameter"))
    }

    @Test func `A secret is refused by its name, and is in no result`() throws {
        let agent = try AgentProcess(in: folder)
        let refusal = try agent.refusal("plan", ["runbook": "sealed.runbook", "parameters": ["token": "t0ps3cret"]])
        #expect(refusal.hasPrefix("`token` is a secret, which is not given here") && refusal.contains("TOKEN"))
        #expect(!refusal.contains("t0ps3cret"))
        let listed = try agent.call("list_runbooks")["runbooks"]?.array ?? []
        let sealed = try #require(listed.first { $0["name"]?.string == "sealed.runbook" })
        #expect(sealed["parameters"]?[0]?["secret"]?.bool == true)
    }

    @Test func `Only what is below the folder can be named`() throws {
        let agent = try AgentProcess(in: folder)
        let outside = folder.path + "/outside.runbook"
        try Data(AgentFolder.runbooks["look"]!.utf8).write(to: URL(filePath: outside))
        try FileManager.default.createSymbolicLink(
            atPath: folder.here + "/link.runbook", withDestinationPath: outside)
        for name in [outside, "../outside.runbook", "link.runbook", "./../here/../outside.runbook"] {
            for tool in ["check", "plan"] {
                let key = tool == "check" ? "file" : "runbook"
                #expect(try agent.refusal(tool, [key: .string(name)]).contains("is not below"), "\(tool) \(name)")
            }
            #expect(try agent.refusal("phrases", ["runbook": .string(name)]).contains("is not below"))
        }
        for name in ["/etc/passwd", "belay.yaml", "-", "", "../signers", "missing.runbook", "--help"] {
            #expect(try agent.refusal("check", ["file": .string(name)]) != "", "\(name)")
        }
        for name in ["../out.plan", "/tmp/out.plan", "change.runbook"] {
            #expect(try agent.refusal("plan", ["runbook": "look.runbook", "save": .string(name)]) != "", "\(name)")
        }
        let saved = try agent.call("plan", ["runbook": "look.runbook", "save": "own.plan"])
        #expect(saved["plan"]?.string == "own.plan" && saved["worst"]?.string == "reads")
        for uri in [
            "belay://runbook/..%2Foutside.runbook", "belay://runbook/link.runbook", "belay://run/..",
            "file:///etc/passwd",
        ] {
            #expect(try agent.request("resources/read", ["uri": .string(uri)])["code"]?.int == -32002, "\(uri)")
        }
        let text = try agent.request("resources/read", ["uri": "belay://runbook/look.runbook"])
        #expect(text["contents"]?[0]?["text"]?.string == AgentFolder.runbooks["look"])
    }

    @Test func `A server that only reads starts nothing`() throws {
        let agent = try AgentProcess(in: folder, ["--read-only"])
        let names = try agent.request("tools/list")["tools"]?.array?.compactMap { $0["name"]?.string }
        #expect(names == ["list_runbooks", "phrases", "check", "plan", "status", "show"])
        #expect(try agent.request("tools/call", ["name": "start", "arguments": ["plan": "x"]])["code"]?.int == -32602)
    }

    @Test func `A server can want an approval of every plan`() throws {
        let agent = try AgentProcess(in: folder, ["--approve-reads"])
        let (plan, digest) = try self.plan("look.runbook", by: agent)
        #expect(try agent.refusal("start", ["plan": .string(plan)]).contains("only reads, and nobody has approved it"))
        #expect(try folder.belay("approve", plan, "--digest", digest, "--key", folder.path + "/keys/alice").status == 0)
        let run = try #require(try agent.call("start", ["plan": .string(plan)])["run"]?.string)
        #expect(try end(run, agent)["state"]?.string == "done")
    }

    @Test func `Random bytes and half lines do not end it`() throws {
        let agent = try AgentProcess(in: folder)
        var random = SeededRandom(seed: 42)
        for _ in 0..<200 {
            let length = random.below(200)
            try agent.write(random.bytes(count: length))
            if random.onceIn(2) { try agent.write("\n") }
            try agent.write(
                random.text(of: ["{", "}", "\"id\":", "\"method\":", "1", ",", "[", "\n", "\"ping\""], count: 9))
        }
        try agent.write("\n" + #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":"#)
        #expect(agent.isRunning)
        try agent.write("{}}}\n")
        #expect(try agent.request("ping") == [:])
        #expect(try agent.end() == 0)
    }

    @Test func `What is wrong with a runbook is said of a file and of a text, and no plan is made of it`() throws {
        let agent = try AgentProcess(in: folder)
        let file = try agent.call("check", ["file": "broken.runbook"])
        let text = try agent.call("check", ["text": .string(AgentFolder.runbooks["broken"] ?? "")])
        for found in [file, text] {
            #expect(found["ok"]?.bool == false && found["errors"]?.int == 1)
            #expect(found["diagnostics"]?[0]?["line"]?.int == 2)
        }
        #expect(try agent.refusal("plan", ["runbook": "broken.runbook"]).contains("has errors; nothing was planned"))
        #expect(try agent.call("phrases", ["word": "etcd"])["phrases"]?.array?.isEmpty == false)
    }
}
