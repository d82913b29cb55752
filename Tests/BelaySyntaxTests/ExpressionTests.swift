import BelaySource
import BelaySyntax
import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ("$a or $b and not $c", "($a or ($b and (not $c)))"),
        ("$a and $b and $c", "(($a and $b) and $c)"),
        ("$state is active", "($state is active)"),
        ("$a is not none or $b not in [x, y]", "(($a is not none) or ($b not in [x, y]))"),
        ("$now >= $keys * 2 - 1", "($now >= (($keys * 2) - 1))"),
        ("$a + $b * $c", "($a + ($b * $c))"),
        ("$a - $b - $c * $d / $e + $f", "((($a - $b) - (($c * $d) / $e)) + $f)"),
        ("count of $listed is 1", "((count of $listed) is 1)"),
        ("$voting is count of $listed", "($voting is (count of $listed))"),
        ("count of ($l matching 'a') <= 1", "((count of [[($l matching 'a')]]) <= 1)"),
        ("$l matching \"p\" is not []", "(($l matching 'p') is not [])"),
        ("first of $l is none", "((first of $l) is none)"),
        ("max of [1, 2] + sum of $l", "((max of [1, 2]) + (sum of $l))"),
        ("first 3 of $l", "(first 3 of $l)"),
        ("all but last $n of ($l sorted)", "(all but last $n of [[($l sorted)]])"),
        ("$x is first of $l", "($x is (first of $l))"),
        ("$x is first", "($x is first)"),
        ("$x is all", "($x is all)"),
        ("$x is max", "($x is max)"),
        ("(length of the log on $n) > 3", "([[{length of the log on $n}]] > 3)"),
        ("count of members", "{count of members}"),
        ("first master of $c", "{first master of $c}"),
        ("first of the masters", "{first of the masters}"),
        ("all masters are well", "{all masters are well}"),
        ("$l sorted by size.used descending joined by ', '", "(($l sorted by .size.used descending) joined by ', ')"),
        ("$l sorted descending", "($l sorted descending)"),
        ("$t split by - trimmed", "(($t split by -) trimmed)"),
        ("$r with [a=1] with [b=2]", "(($r with [a=1]) with [b=2])"),
        ("$t begins with a and $t ends with b", "(($t begins with a) and ($t ends with b))"),
        ("[for x in $l where $x > 1 give $x * 2]", "[for x in $l where ($x > 1) give ($x * 2)]"),
        ("[for x in $l by name where well $x]", "[for x in $l by .name where {well $x}]"),
        ("[\n  for x in (list of hosts)\n  give place of $x\n]", "[for x in [[{list of hosts}]] give {place of $x}]"),
        ("[for]", "[for]"),
        ("[for, in]", "[for, in]"),
        ("[for=x]", "[for=x]"),
        ("(state of $n).status is green", "([[{state of $n}]].status is green)"),
        ("(? cmd)[0].a[name=b]", "[[?‹cmd›]][0].a[name=b]"),
        ("$a replacing '//x' with \"//$b\"", "($a replacing '//x' with '//‹$b›')"),
        ("if $a is b then c d else $e", "(if ($a is b) then {c d} else $e)"),
        ("not etcd main on $m has member $n", "(not {etcd main on $m has member $n})"),
        ("etcd main on $m is healthy members=$n id=a-$b", "{etcd main on $m is healthy members=$n id=a-‹$b›}"),
        ("(served fingerprint) is (new one)", "([[{served fingerprint}]] is [[{new one}]])"),
        ("(? test -e $f) and not (? b)", "([[?‹test -e ‹$f››]] and (not [[?‹b›]]))"),
        ("no client is connected to $n", "{no client is connected to $n}"),
        ("no", "no"),
        ("/etc/nginx/$site", "/etc/nginx/‹$site›"),
        ("2 + 3", "(2 + 3)"),
        ("count", "{count}"),
        ("edit distance", "{edit distance}"),
        ("$spec.metadata.name contains x", "($spec.metadata.name contains x)"),
        ("$etcds[name=$which].manifest", "$etcds[name=$which].manifest"),
        ("$a[0].b[\"c.d\"][$e][f=g-$h]", "$a[0].b['c.d'][$e][f=g-‹$h›]"),
        ("$a.b/c", "‹$a›.b/c"),
        ("$a.", "‹$a›."),
        ("${a.b}", "‹$a.b›"),
        ("\"a\\n\\t\\\"\\\\\\$b \\u{1F600} ${c[\"d\"]} $\"", "'a\n\t\"\\$b 😀 ‹$c['d']› $'"),
        ("'a\\n$b'", "'a\\n$b'"),
        ("\"\"\"\n      a\n        b $c\n\n      d\n    \"\"\"", "'a\n  b ‹$c›\n\nd'"),
        ("\"\"\"a\n      b\"\"\"", "'a\nb'"),
        ("\"\"\"\n  a \\\n  b\n\"\"\"", "'a  b'"),
        ("'''\n  \\n\"\"\"\n  '''", "'\\n\"\"\"'"),
        ("\"\"", "''"),
        ("[\n  [name=a, b=\"c\"],\n  [name=d, b=e], # f\n]", "[[name=a, b='c'], [name=d, b=e]]"),
        ("(\n  $a\n  and $b\n)", "[[($a and $b)]]"),
        ("$a \\\n  is b", "($a is b)"),
    ])
    func `Expressions group by precedence`(text: String, expected: String) throws {
        let parsed = parse("let x = \(text)\n")
        #expect(parsed.diagnostics.map(\.message) == [])
        guard case .let(let node) = try #require(parsed.file.statements.first),
            case .expression(let expression) = node.value
        else { throw NotThere() }
        #expect(written(expression) == expected)
        #expect(parsed.file.statements.count == 1)
    }

    /// From the weakest to the strongest; those of a row are equally strong.
    private static let strengths = [
        ["or"], ["and"],
        ["is", "is not", "<", "<=", ">", ">=", "in", "not in", "contains", "matches", "begins with", "ends with"],
        ["+", "-"],
        ["*", "/"], ["matching", "joined by", "split by", "with"],
    ]

    /// Of every two operators the stronger one has the operand between them, of two equal ones the left one. Only one
    /// comparison stands between two others.
    @Test func `Every pair of operators groups by precedence`() throws {
        let operators = Self.strengths.enumerated().flatMap { (strength, row) in row.map { ($0, strength) } }
        for (one, first) in operators {
            for (other, second) in operators {
                let parsed = parse("let x = $a \(one) $b \(other) $c\n")
                if first == 2, second == 2 {
                    #expect(parsed.diagnostics.map(\.code) == ["B0118"], "\(one) \(other)")
                    continue
                }
                guard case .let(let node) = try #require(parsed.file.statements.first),
                    case .expression(let expression) = node.value
                else { throw NotThere() }
                let isLeft = first >= second
                let expected = isLeft ? "(($a \(one) $b) \(other) $c)" : "($a \(one) ($b \(other) $c))"
                #expect(written(expression) == expected)
            }
        }
    }

    @Test func `An operand ends where its text ends`() throws {
        let text = "let x = $a and not (b) is not \"c\""
        let source = SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8))
        guard case .let(let node) = try #require(Parser.parse(source).file.statements.first),
            case .expression(.infix(let both)) = node.value, case .not(let not) = both.right,
            case .infix(let comparison) = not.operand
        else { throw NotThere() }
        #expect(source.text(of: both.span) == "$a and not (b) is not \"c\"")
        #expect(source.text(of: both.operatorSpan) == "and")
        #expect(source.text(of: not.span) == "not (b) is not \"c\"")
        #expect(source.text(of: comparison.operatorSpan) == "is not")
        #expect(source.text(of: comparison.left.span) == "(b)")
    }

    @Test func `Values are parsed alone`() {
        let parse = { (text: String) in
            Parser.parseElement(SourceText(file: FileNumber(0), name: "", bytes: Array(text.utf8)))
        }
        #expect(parse("[a, b]").element.map(written) == "[a, b]")
        #expect(parse("eu-west-1b").element.map(written) == "eu-west-1b")
        #expect(parse("a b").element == nil)
        #expect(!parse("a b").diagnostics.isEmpty)
        #expect(!parse("").diagnostics.isEmpty)
        #expect(parse("[a").diagnostics.first?.isCurable == true)
    }
}
