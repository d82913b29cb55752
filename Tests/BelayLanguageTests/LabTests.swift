import BelayLanguage
import BelaySource
import BelayTestSupport
import Testing

@Suite("What a lab declares") struct LabTests {
    private static func lab(_ text: String) throws -> (lab: LabDefinition, program: Program) {
        let checked = Project(text).check()
        #expect(checked.diagnostics.map(\.message) == [])
        let program = try #require(checked.program)
        return (try #require(program.labDefinition), program)
    }

    private static func queue() throws -> (lab: LabDefinition, program: Program) {
        let checked = try Corpus.project("labs/queue.runbook").check()
        let program = try #require(checked.program)
        return (try #require(program.labDefinition), program)
    }

    @Test func `Machines have what their block says, each by its own name`() throws {
        let (lab, program) = try Self.queue()
        #expect(program.title == "A queue and its workers")
        #expect(program.documentation.hasPrefix("One queue on two machines"))
        #expect(lab.machines.map(\.name) == ["queue1", "queue2", "worker1", "idle1", "idle2"])
        for machine in lab.machines.prefix(2) {
            #expect(machine.units == ["queue", "keepalived"])
            #expect(machine.packages == ["queue-tools"])
            #expect(machine.users == ["deploy", "app_user"])
            #expect(machine.disks == [LabDefinition.Disk(path: "/var/lib/queue", bytes: 512 << 20)])
            #expect(machine.bootTime == .seconds(90))
        }
        #expect(lab.machines[2].units == ["worker@blue"])
        #expect(lab.machines[3].bootTime == nil)
        #expect(lab.addresses.map(\.name) == ["front"])
        #expect(program.parameters.map(\.name) == ["queue", "workers", "shade"])
        #expect(program.parameters.filter(\.hasDefault).count == 3)
        #expect(program.body.statements.isEmpty)
    }

    @Test func `Blocks share one frame, in which each name has its own slot`() throws {
        let (lab, program) = try Self.queue()
        #expect(lab.clients.map(\.name) == ["tickets", "looks"])
        #expect(lab.clients.map(\.period) == [.milliseconds(50), .seconds(1)])
        #expect(lab.clients.map(\.limit) == [.seconds(1), nil])
        #expect(lab.clients.map { $0.found != nil } == [true, false])
        #expect(lab.clients.map { $0.foundSlot != nil } == [true, false])
        let slots = lab.clients.flatMap { [$0.turnSlot, $0.recordSlot] + [$0.foundSlot].compactMap(\.self) }
        #expect(Set(slots).count == 5)
        #expect(slots.map { program.bodyFrame.names[$0] } == ["turn", "tickets", "tickets", "turn", "looks"])
        #expect(program.bodyFrame.names.filter { $0 == "first" }.count == 1)
    }

    @Test func `States and faults come in the order of the text`() throws {
        let (lab, _) = try Self.queue()
        #expect(lab.states.map(\.name) == ["moved", "untouched"])
        #expect(lab.states.map(\.isWhenDone) == [true, false])
        #expect(lab.states[1].text == "the first machine has it")
        #expect(lab.faults.map(\.name) == ["worker-hangs"])
        #expect(lab.blocks.count == 7)
    }

    @Test func `The statements of each block are counted from 1`() throws {
        let (lab, _) = try Self.queue()
        for block in lab.blocks { #expect(block.firstNumber == 1) }
    }

    @Test func `What is said of a machine anywhere counts as reaching it`() throws {
        let text = """
            lab "Web" "A web server."
            machine web1 { runs nginx }
            machine db-1
            ends served "the page is there" when done { expect (? curl http://web1/) contains hello }

            """
        #expect(Project(text).findings == ["B0604 3:9"])
        #expect(Project(text.replacing("hello", with: "\"http://db-1/\"")).findings == [])
        #expect(Project(text.replacing("hello", with: "xdb-1")).findings == ["B0604 3:9"])
    }

    /// Nothing comes after a `give`, so binding what it gives is the same.
    @Test(
        arguments: [
            ("give []", []), ("give ? cat a", []), ("on web1 { with env A=b { give ? cat a } }", []),
            ("if (? true) { give [] } else if (? false) { on web1 { give [] } } else { give ? cat a }", []),
            ("let a = ? cat a\n if $a is b { fail \"none\" } else { give [] }", []),
            ("if (? true) { give [] }\n give []", ["B0609 5:16"]),
            ("for a in [b] { give [] }\n give []", ["B0609 5:17"]),
            ("retry 3 times { give ? cat a }", ["B0609 5:18"]),
            ("let a: list of text = ? cat a\n say \"${a[0]}\"", ["B0609 4:7"]),
            ("give yes", ["B0301 5:7"]), ("give [1]\n say \"x\"", ["B0609 5:2", "B0415 6:2"]),
        ])
    func `A found gives its list at the end of every way`(_ body: String, _ findings: [String]) throws {
        let text = """
            lab "Web" "A web server."
            machine web1 { runs nginx }
            meanwhile pages every 1s { ? curl http://web1/ }
            found pages {
             \(body)
            }
            ends served "the page is there" when done { expect (? curl http://web1/) contains hello }

            """
        #expect(Project(text).findings.sorted() == findings.sorted())
    }

    @Test(arguments: ["machine", "address", "begin", "meanwhile", "found", "ends", "fault", "lab", "runs", "disk"])
    func `A phrase may begin with any of its words, in a lab too`(_ word: String) throws {
        _ = try Self.lab(
            """
            lab "Web" "A web server."
            machine web1 { runs nginx }
            action \(word) (thing: text) { on web1 { $ touch $thing } }
            begin { \(word) everything }
            ends served "the page is there" when done { expect (? curl http://web1/) contains hello }

            """)
    }
}

extension Block {
    /// The number of its first statement that has one.
    fileprivate var firstNumber: Int? {
        for statement in statements {
            if let number = statement.ordinal ?? statement.traits.blocks.lazy.compactMap(\.firstNumber).first {
                return number
            }
        }
        return nil
    }
}
