import Testing

@testable import BelayUnits

@Suite struct UnitFileTests {
    private func file(_ texts: String...) -> UnitFile {
        var file = UnitFile()
        for (index, text) in texts.enumerated() { file.add(text, from: "/\(index)") }
        return file
    }

    @Test func `A line that ends with a backslash continues across comments`() {
        let unit = file("[Service]\nExecStart=/bin/echo one \\\n# not this\n  two\nType = oneshot # kept\n")
        #expect(unit.value("Service", "ExecStart") == "/bin/echo one  two")
        #expect(unit.value("Service", "Type") == "oneshot # kept")
    }

    @Test func `An empty value forgets those before it, also those of the unit in a drop-in`() {
        let unit = file("[Service]\nExecStart=/bin/a\nExecStart=/bin/b\n", "[Service]\nExecStart=\nExecStart=/bin/c\n")
        #expect(unit.list("Service", "ExecStart") == ["/bin/c"])
        #expect(file("[Service]\nUser=a\nUser=\n").value("Service", "User") == nil)
    }

    @Test(arguments: [
        ("90", 90), ("5min 20s", 320), ("1h30m", 5400), ("500ms", 0.5), ("infinity", .infinity), ("2 weeks", 1_209_600),
        ("many", nil), ("", nil),
    ])
    func `A length of time is read as systemd does`(_ text: String, _ seconds: Double?) {
        #expect(TimeSpan.seconds(text) == seconds)
    }

    @Test func `A name has the parts that specifiers name`() {
        let name = UnitName(completing: "postgresql@15-main")
        #expect(name.text == "postgresql@15-main.service")
        #expect(name.template == UnitName(completing: "postgresql@"))
        let machine = Specifiers.MachineNames(hostName: "db1.example.com", machineID: "m", bootID: "b", kernel: "6.1")
        let specifiers = Specifiers(unit: name, machine: machine)
        #expect(
            specifiers.expand("%p %i %I %n %N %H %l %t/%p %% %y")
                == "postgresql 15-main 15/main postgresql@15-main.service postgresql@15-main db1.example.com db1 /run/postgresql % %y"
        )
        #expect(UnitName(completing: "a.b").text == "a.b.service")
        #expect(UnitName(completing: "nginx.target").type == "target")
    }
}

@Suite struct ExecCommandTests {
    private static let specifiers = Specifiers(
        unit: UnitName(completing: "web@1"),
        machine: Specifiers.MachineNames(hostName: "m", machineID: "", bootID: "", kernel: ""))

    private func words(_ line: String, _ environment: [String: String] = [:]) throws -> [[String]] {
        try ExecCommand.parse(line, Self.specifiers).map { $0.words(with: environment) }
    }

    @Test func `Quotes keep spaces and a lone semicolon separates commands`() throws {
        #expect(
            try words(#"/bin/a "b c" 'd "e"' f\x20g ; /bin/b \; ";""#) == [
                ["/bin/a", "b c", #"d "e""#, "f g"], ["/bin/b", ";", ";"],
            ])
        #expect(throws: UnitProblem.self) { try words(#"/bin/a "b"#) }
    }

    @Test func `A variable as a word of its own becomes the words of its value, in braces it stays one`() throws {
        let environment = ["OPTS": "-a  -b", "ONE": "x y"]
        #expect(
            try words("/bin/a $OPTS ${ONE} p${ONE}s $NONE $$ $$HOME %i", environment) == [
                ["/bin/a", "-a", "-b", "x y", "px ys", "$", "$HOME", "1"]
            ])
        #expect(try words(":/bin/a $OPTS", environment) == [["/bin/a", "$OPTS"]])
    }

    @Test func `The letters before a program say how it runs`() throws {
        let command = try #require(ExecCommand.parse("-+/bin/a b", Self.specifiers).first)
        #expect(command.ignoresFailure && command.isPrivileged && command.words == ["/bin/a", "b"])
    }

    @Test func `A file of variables is read with its quotes`() {
        let text = "# no\nA=1\n B = two words \nC=\"a \\\"b\\\" \\n\"\nD='x $y'\nE=one\\\ntwo\n;F=1\nG\n"
        #expect(
            EnvironmentText.variables(inFile: text) == [
                "A": "1", "B": "two words", "C": "a \"b\" \\n", "D": "x $y", "E": "onetwo",
            ])
        #expect(
            EnvironmentText.assignments(in: #"A=1 "B=x y" 'C=%i'"#, Self.specifiers) == [
                "A": "1", "B": "x y", "C": "1",
            ])
    }
}

@Suite struct ServiceSettingsTests {
    private func settings(_ text: String) throws -> ServiceSettings {
        var file = UnitFile()
        file.add(text, from: "/unit")
        let machine = Specifiers.MachineNames(hostName: "m", machineID: "", bootID: "", kernel: "")
        return try ServiceSettings(file, Specifiers(unit: UnitName(completing: "a"), machine: machine))
    }

    @Test func `A unit of nginx is read as it is`() throws {
        let unit = try settings(
            """
            [Service]
            Type=forking
            PIDFile=/run/nginx.pid
            ExecStartPre=/usr/sbin/nginx -t -q -g 'daemon on; master_process on;'
            ExecStart=/usr/sbin/nginx -g 'daemon on; master_process on;'
            ExecStop=-/sbin/start-stop-daemon --quiet --stop --retry QUIT/5 --pidfile /run/nginx.pid
            TimeoutStopSec=5
            KillMode=mixed
            """)
        #expect(
            unit.kind == .forking && unit.pidFile == "/run/nginx.pid" && unit.stopTimeout == 5
                && unit.killMode == .mixed)
        #expect(unit.commands[.startPre]?.first?.words.last == "daemon on; master_process on;")
        #expect(unit.commands[.stop]?.first?.ignoresFailure == true)
    }

    @Test func `Protections are passed over and named`() throws {
        let unit = try settings(
            "[Service]\nExecStart=/bin/a\nPrivateTmp=yes\nProtectSystem=strict\nLimitNOFILE=10:20\n")
        #expect(unit.execution.passedOver == ["PrivateTmp", "ProtectSystem"])
        #expect(unit.execution.limits == [ExecutionSettings.Limit(resource: 7, soft: 10, hard: 20)])
        #expect(unit.startTimeout == 90)
    }

    @Test(arguments: [
        "[Service]\nType=simple\n", "[Service]\nExecStart=/bin/a\nExecStart=/bin/b\n",
        "[Service]\nType=odd\nExecStart=/bin/a\n",
        "[Service]\nExecStart=\"/bin/a\n",
    ])
    func `What no service can be is refused`(_ text: String) {
        #expect(throws: UnitProblem.self) { try settings(text) }
    }
}
