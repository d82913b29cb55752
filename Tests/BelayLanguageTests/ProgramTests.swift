import BelayData
import BelayLanguage
import BelaySource
import BelaySyntax
import Testing

@Suite("What a checked runbook means")
struct ProgramTests {
    private func program(_ text: String, libraries: [(name: String, text: String)] = []) throws -> Program {
        let checked = Project(text, libraries: libraries).check()
        #expect(checked.diagnostics.map(\.message) == [])
        return try #require(checked.program)
    }

    /// Every numbered statement as its number and the first word of what it is.
    private func numbers(_ block: Block, below path: String = "") -> [String] {
        block.statements.flatMap { statement -> [String] in
            let own = statement.ordinal.map { [path + "\($0) \(statement.kind.word)"] } ?? []
            let isNumbered = statement.kind.numbersItsBlock
            let below = isNumbered ? path + "\(statement.ordinal ?? 0)." : path
            return own + statement.traits.blocks.flatMap { numbers($0, below: below) }
        }
    }

    @Test func `Steps are numbered in the order of the text`() throws {
        let program = try program(
            """
            param node: host
            param ready: flag
            lock $node
            let first = ? hostname
            let pure = "$first-x"
            let second = ? hostname
            probe web answers { expect ? true }
            phase "One" {
                let asked = ? true
                let plain = "$pure-$asked"
                on $node {
                    $ first $plain
                    within 5m { $ second $second }
                }
                if $ready { $ third } else if web answers { $ fifth } else { $ sixth }
                if $ready { $ seventh }
                for x in [a, b] {
                    $ inner $x
                    say $x
                }
                guard web answers { $ guarded }
                step "Two" { $ deep }
                on failure say "sorry"
                always {
                    $ tidy
                    $ up
                }
                $ last
            }
            phase "Three" { point of no return "gone" }
            """)
        #expect(numbers(program.preamble) == ["1 bind", "2 bind"])
        #expect(
            numbers(program.body) == [
                "1 phase", "1.1 bind", "1.2 command", "1.3 command", "1.4 choice", "1.5 command", "1.6 command",
                "1.7 command", "1.8 command", "1.9 loop", "1.9.1 command", "1.9.2 say", "1.10 guarded", "1.11 command",
                "1.12 step", "1.12.1 command", "1.13 onFailure", "1.13.1 say", "1.14 always", "1.14.1 command",
                "1.14.2 command", "1.15 command", "2 phase", "2.1 pointOfNoReturn",
            ])
    }

    @Test func `Names have slots: parameters first, then libraries' lets, then the runbook's`() throws {
        let program = try program(
            """
            use other
            param node: host
            let mine = "$node!"
            action restart (service: text) on (which: host) [wait: duration = 5m] {
                let name = "$service.service"
                on $which { $ systemctl restart $name $mine $wait }
            }
            phase "Go" {
                let local = ? true
                restart $local on $node
            }
            """, libraries: [("lib/other.runbook", "let theirs = 1\nprobe theirs gives number { give $theirs }\n")])
        #expect(program.globalNames == ["node", "theirs", "mine"])
        #expect(program.parameters.map(\.slot) == [0])
        #expect(program.bodyFrame.names == ["local"])
        let restart = try #require(program.definitions.first { $0.kind == .action })
        #expect(restart.frame.names == ["service", "which", "wait", "name"])
        #expect(restart.signature.text == "restart (service) on (which) [wait]")
        #expect(restart.signature.fullText == "restart (service: text) on (which: host) [wait: duration = 5m]")
        #expect(restart.signature.options.map(\.slot) == [2])
    }

    @Test func `The same words are a condition or a value, as the place wants`() throws {
        let program = try program(
            """
            probe web answers { expect ? true }
            probe web is up gives flag { give ? cat /run/up }
            phase "Look" {
                expect ? true
                expect web answers
                expect web is up
                expect (? cat /a) is b
                let a = ? true
                let b = web answers
                let c = not (? true)
                let d = (? true)
                let e: number = ? cat /n
                let f: list of text = ? ls
                expect $a is $d and $b and $c and $e > 1 and $f is []
            }
            """)
        guard case .phase(let phase) = program.body.statements[0].kind else { throw Unexpected() }
        let values = phase.body.statements.flatMap(\.traits.expressions).map(\.kind.word)
        #expect(
            values == [
                "status", "holds", "gives", "infix", "output", "holds", "not", "output", "output", "output", "infix",
            ])
    }

    @Test func `A word is read as what the place wants`() throws {
        let program = try program(
            """
            action take (a: text) (b: number) (c: duration) (d: flag) (e: path) (f: which) {
                $ take $a $b $c $d $e $f
            }
            type which = main | none
            phase "Go" { take 5 64KiB 10m yes 10m none }
            """)
        guard case .phase(let phase) = program.body.statements[0].kind,
            case .call(let call) = phase.body.statements[0].kind
        else { throw Unexpected() }
        let constants = call.arguments.map { argument in
            if case .constant(let constant) = argument.kind { constant } else { Constant.none }
        }
        #expect(
            constants == [
                .text("5"), .number(65536), .duration(.seconds(600)), .flag(true), .text("10m"), .text("none"),
            ])
    }

    @Test func `Values in commands know their place`() throws {
        let program = try program(
            """
            param file: path
            phase "Go" { $ rm -- $file "a$file" --x=$file '$5' | cat \\$HOME }
            """)
        guard case .phase(let phase) = program.body.statements[0].kind,
            case .command(let command) = phase.body.statements[0].kind
        else { throw Unexpected() }
        #expect(command.isPipeline)
        let pieces = command.pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .value(let value):
                "<\(value.quoting == .word ? "w" : "d")\(value.beginsArgument ? "b" : "")\(value.isAfterDoubleDash ? "-" : "")>"
            }
        }
        #expect(pieces == ["rm -- ", "<wb->", " \"a", "<d->", "\" --x=", "<w->", " '$5' | cat $HOME"])
    }

    @Test func `Without a title a runbook is called as its file`() throws {
        #expect(try program("say \"hello\"").title == "try.runbook")
        #expect(try program("runbook \"Greet\" \"Says hello.\"\nsay \"hello\"").documentation == "Says hello.")
    }
}

private struct Unexpected: Error {}

extension Statement.Kind {
    fileprivate var word: String { String("\(self)".prefix { $0 != "(" }) }

    fileprivate var numbersItsBlock: Bool {
        switch self {
        case .phase, .step, .loop, .retry, .repeat, .together, .onFailure, .always: true
        default: false
        }
    }
}

extension ValueExpression.Kind {
    fileprivate var word: String { String("\(self)".prefix { $0 != "(" }) }
}
