import BelaySource
import BelaySyntax
import Testing

@Suite struct CommandTests {
    @Test(arguments: [
        // Names and their quoting
        ("$ echo $a ${b} ${c.d[0].e} x$f", "echo ‹$a› ‹${b}› ‹${c.d[0].e}› x‹$f›"),
        ("$ scp $node:$site.crt .", "scp ‹$node›:‹$site›.crt ."),
        ("$ echo \"a $b ${c.d}\" 'e $f'", "echo \"a ‹d $b› ‹d ${c.d}›\" 'e ‹s $f›'"),
        ("$ x ${l[name=$w].p} ${m[\"a}b\"]}", "x ‹${l[name=$w].p}› ‹${m[\"a}b\"]}›"),
        ("? awk '{ print $1 }' $file", "awk '{ print $1 }' ‹$file›"),
        ("? echo $'a\\'$b' $c", "echo $'a\\'‹s $b›' ‹$c›"),
        // What is left to the shell
        ("$ echo \\$HOME \"\\$HOME\" \\${HOME%/}", "echo $HOME \"$HOME\" ${HOME%/}"),
        ("$ echo $1 $? $$ $@ $# $* $! $- $0 $_x $", "echo $1 $? $$ $@ $# $* $! $- $0 $_x $"),
        ("$ grep a\\$ \\\\$b '\\$c'", "grep a\\$ \\\\‹$b› '\\‹s $c›'"),
        (
            "$ echo ${x%.*} ${#x} ${x:-$y} \"${1}\"",
            "echo ‹${x…›%.*} ‹${#x…›} ‹${x…›:-‹a shell expansion: $y›} \"${1}\""
        ),
        (
            "$ echo `date $x` $((1 + $y)) \"`$z`\"",
            "echo `date ‹backquotes: $x›` $((1 + ‹$(( )): $y›)) \"`‹backquotes: $z›`\""
        ),
        ("$ echo \"$(cat \"$x\" $y)\" $z", "echo \"$(cat \"‹d $x›\" ‹$y›)\" ‹$z›"),
        ("$ echo $((a); echo $x) $y", "echo $((a); echo ‹$x›) ‹$y›"),
        ("$ cat <<< $x", "cat <<< ‹$x›"),
        // Where the text ends
        ("$ a  # a comment", "a"),
        ("$ a#b '# c' # d", "a#b '# c'"),
        ("$ a   ", "a"),
        ("$ a\\  ", "a\\ "),
        ("$ find . -exec rm {} +", "find . -exec rm {} +"),
        ("$ }", "}"),
        ("$ )", ")"),
        ("$ a \\\n    b", "a      b"),
        ("$ a \\\r\n b\r\n", "a   b"),
        ("$ a \\\n# b", "a"),
        ("$ \\\n a", "a"),
        ("$ \"a\\\nb\"", "\"a b\""),
        ("on $h { ? a }", "a"),
        ("on $h { ? a {} ${b} { c; } }", "a {} ‹${b}› { c; }"),
        ("on $h { ? echo \"}\" '}' \\} }", "echo \"}\" '}' \\}"),
        ("expect (? test -e $(echo a)) else \"b\"", "test -e $(echo a)"),
        ("locally {\n  expect (? a)\n}", ""),
        ("expect not (? (a) && b)", "(a) && b"),
    ])
    func `Lines are followed`(text: String, expected: String) throws {
        let parsed = parse(text)
        // Where a text ends does not depend on what the shell makes of it.
        #expect(parsed.diagnostics.allSatisfy { $0.code == SyntaxCode.shellGrammar.rawValue })
        guard !expected.isEmpty else { return }
        #expect(written(try command(in: text).parts) == expected)
    }

    @Test func `A script loses its indentation`() throws {
        let script = """
            $ \"\"\"
                if test "$a" = b; then   # it's $a
                    cat <<EOF > $c
                a $d '
                EOF
                    cat <<-'END'
                $e
                END
                fi
                echo 'f
                $g' \\
                    h
            \"\"\"
            """
        let command = try command(in: script)
        #expect(parse(script).diagnostics.isEmpty)
        #expect(command.style == .script)
        #expect(
            written(command.parts) == """
                if test "‹d $a›" = b; then   # it's $a
                    cat <<EOF > ‹$c›
                a ‹a here-document: $d› '
                EOF
                    cat <<-'END'
                ‹s $e›
                END
                fi
                echo 'f
                ‹s $g›' \\
                    h
                """)
    }

    @Test func `A raw block is the shell's alone`() throws {
        let command = try command(in: "$ '''\n    echo \"$a\n      `b\n    '''")
        #expect(command.style == .raw)
        #expect(written(command.parts) == "echo \"$a\n  `b")
    }

    @Test func `Names stand where they stand`() throws {
        let text = "$ \"\"\"\n    echo\n        $a ${b.c}\n    \"\"\""
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))
        let names = try command(in: text).parts.compactMap { part in
            if case .name(let name) = part { source.text(of: name.variable.span) } else { nil }
        }
        #expect(names == ["$a", "${b.c}"])
    }

    @Test(arguments: [
        ("$ echo 'a\n", "B0114", false), ("$ echo 'a", "B0114", true), ("$ echo \"a $(b\"\n", "B0114", false),
        ("$ echo $(a\n", "B0114", false), ("$ echo `a\n", "B0114", false), ("$ echo ${a\n", "B0114", false),
        ("$ (a\n", "B0114", false), ("if ? test -e a {\n}\n", "B0115", false), ("$ cat <<EOF\n", "B0116", false),
        ("$ \"\"\"\ncat <<EOF\na\n\"\"\"", "B0116", false), ("$\n", "B0113", false), ("$", "B0113", true),
        ("$ a \\", "B0117", true), ("$ \"\"\"\na", "B0106", true), ("$ \"\"\"\necho 'a\n\"\"\"", "B0114", false),
        ("?a", "B0104", false),
    ])
    func `Wrong shell text is said`(text: String, code: String, isCurable: Bool) {
        let parsed = parse(text)
        #expect(parsed.diagnostics.map(\.code) == [code])
        #expect(parsed.isCurable == isCurable)
    }

    @Test func `A brace at the end of a command is the block that was meant`() {
        let parsed = parse("if ? test -e a {\n    say b\n}\nsay c\n")
        #expect(parsed.diagnostics.count == 1)
        #expect(parsed.file.statements.count == 2)
    }
}
