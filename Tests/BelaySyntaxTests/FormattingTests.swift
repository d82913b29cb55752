import BelaySyntax
import Testing

/// What becomes of spaces and line ends.
@Suite struct FormattingTests {
    @Test(arguments: [
        ("let   x=5", "let x = 5"),
        ("say  a   # why", "say a     # why"),
        ("phase \"P\"{\nsay a\n}", "phase \"P\" {\n    say a\n}"),
        ("phase \"P\" { say a\nsay b }", "phase \"P\" {\n    say a\n    say b\n}"),
        ("phase \"P\" {say a}", "phase \"P\" { say a }"),
        ("phase \"P\" {}", "phase \"P\" { }"),
        ("phase \"P\" {\n\n\nsay a\n\n\n\nsay b\n\n}", "phase \"P\" {\n    say a\n\n    say b\n}"),
        ("if $a{ b }\telse {\nc }", "if $a { b } else {\n    c\n}"),
        ("let x = [ a,b , [name = c , size=2] ]", "let x = [a, b, [name=c, size=2]]"),
        ("action a ( b : text ) [ c : d=e ]gives text { }", "action a (b: text) [c: d = e] gives text { }"),
        ("with env A = $a,B=$b { ? x }", "with env A=$a, B=$b { ? x }"),
        (
            "let t = edit yaml $a {\nset b.c[0].d=1\nappend e   =f\n}",
            "let t = edit yaml $a {\n    set b.c[0].d = 1\n    append e = f\n}"
        ),
        ("set weight of a to=5", "set weight of a to=5"),
        ("always  let x=(a b=c)", "always let x = (a b=c)"),
        ("?   echo  a   b  # c", "? echo  a   b     # c"),
        ("$ echo a \\\n  b", "$ echo a \\\n  b"),
        ("say \\\n\"a\"", "say \\\n    \"a\""),
        ("runbook \"A\"\n\"b\"\n\"c\"", "runbook \"A\"\n    \"b\"\n    \"c\""),
        (
            "test \"T\" {\n? a\n# why\nsays \"b\"\nrun\n}",
            "test \"T\" {\n    ? a\n        # why\n        says \"b\"\n    run\n}"
        ),
        ("let x = [\na,\nb\n]", "let x = [\n    a,\n    b\n]"),
        ("let x = [a,\nb]", "let x = [a,\n         b]"),
    ])
    func `Spaces are those of the house style`(text: String, formatted: String) {
        #expect(SourceFormatter.format(text) == formatted + "\n")
    }

    @Test(arguments: [
        (
            "param a: text \"b\"\nparam cde: text = f \"g\"",
            "param a: text           \"b\"\nparam cde: text = f     \"g\""
        ),
        ("let a = b\nlet cde = f", "let a   = b\nlet cde = f"),
        ("let a = b\nlet cde: text = f", "let a = b\nlet cde: text = f"),
        ("etcd main    on a\netcd events  on a", "etcd main   on a\netcd events on a"),
        ("etcd main   on a\n\netcd events on a", "etcd main on a\n\netcd events on a"),
    ])
    func `Columns are as far left as they can be`(text: String, formatted: String) {
        #expect(SourceFormatter.format(text) == formatted + "\n")
    }

    @Test func `A block of text moves with its line, and what it means stays`() {
        let text = "on a {\n? '''\n  b\n    c\n'''\nsay \"\"\"d\n\ne\"\"\"\n}\n"
        let formatted = """
            on a {
                ? '''
                    b
                      c
                    '''
                say \"""d

                    e\"""
            }

            """
        #expect(SourceFormatter.format(text) == formatted)
    }

    @Test(arguments: [
        // A line with an error, and lines without.
        ("say   a\n  say )  b\n   say c", "say a\n  say )  b\nsay c\n"),
        // A brace without its other half: what comes after it may belong to anything.
        (
            "say   a\nphase \"P\" {\n  say   b\nphase \"Q\" {\nsay  c\n}\n",
            "say a\nphase \"P\" {\n  say   b\nphase \"Q\" {\nsay  c\n}\n"
        ),
        ("say   a\nphase \"P\" { }\n\n\n  say   b\n}\nsay   c", "say a\nphase \"P\" { }\n\n  say   b\n}\nsay c\n"),
    ])
    func `What has an error stays as it is`(text: String, formatted: String) {
        #expect(SourceFormatter.format(text) == formatted)
    }

    @Test func `A text with too many errors stays as it is`() {
        let text = String(repeating: "  )\n", count: 200)
        #expect(SourceFormatter.outcome(of: text) == .unreadable)
        #expect(SourceFormatter.format(text) == text)
    }
}
