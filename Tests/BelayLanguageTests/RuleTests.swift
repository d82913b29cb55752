import Testing

@Suite("The rules, one by one")
struct RuleTests {
    static let head = """
        param node: host
        param other: host
        param hosts: list of host
        param key: secret
        param keys: list of secret
        param about: record
        param size: number
        param ready: flag
        param pause: duration
        param file: path
        param name: text
        type which = main | events
        lock $name
        probe web answers { expect ? true }
        probe web version gives text { give ? uname -r }
        probe web is up gives flag { give ? cat /run/up }
        action take (text: text) { $ take $text }
        action pick (which: which) [many: number] [into: path] { $ pick $which $many $into }
        action log in (secret: secret) { with env SECRET=$secret { $ login } }
        action start gives number { give $ cat /run/pid }
        target box (box: which) { via enter $box }

        """

    static let valid = [
        "take main", "take $name", "take $file", "take $node", "take \"a\"", "take \"${node.address} ${node.user}\"",
        "take 5", "take yes", "take 10m", "take a-$name", "take (web version)", "take (? uname)", "take 'none'",
        "take $about.version", "take $hosts[0]",
        "take ${about.list[0].name}".replacing("${", with: "$").replacing("}", with: ""),
        "pick main", "pick \"main\"", "pick main many=2", "pick main many=$size", "pick main many=(count of $hosts)",
        "pick main many=none", "pick (if $ready then \"main\" else \"events\")", "pick $about.which",
        "for x in [main, events] { pick $x }", "for x in $hosts { on $x { ? true } }",
        "for x in $about.all { take $x }",
        "log in $key", "log in \"plain\"", "for x in $keys { log in $x }", "with input $key { $ login }",
        "let x = (? cat a) filled with [name=$name, size=(count of $hosts)]\nsay $x",
        "let x = (? cat a) filled with [key=$key]\nwith input $x { $ login }", "say ((? cat a) filled with $about)",
        "let pid = start\ntake \"$pid\"", "let x: which = ? cat /run/which\npick $x",
        "expect $size is 2 and $size > 1 and not $ready", "expect $name is \"main\" or $name in [a, b, $file]",
        "expect $hosts contains $node and $name contains \"x\" and $node in $hosts", "expect $pause < 5m",
        "expect $pause + 1s >= 2 * 5s and $pause / 2s > 3 and $size / 2 < 1", "expect $key is none",
        "expect $about.a is none or $about.b > 3 or $about.c", "expect $name matches '^[a-z]+$'",
        "expect count of ($hosts matching 'web') is 0", "expect count of $hosts is count of $about.list",
        "let x = $name replacing '(a)' with '\\1\\1'\ntake $x", "expect (? cat /a) is \"b\"", "expect web is up",
        "expect (web version) is \"5\" else \"no: $name\"", "expect if $ready then web answers else (? true)",
        "expect (? cat /n) < 5", "if $ready { $ a } else if web answers { $ b } else { fail \"no\" }",
        "await web answers within 5m every $pause stable 10s or fail when web is up",
        "retry 3 times every 5s { ? true\n$ true }", "within $pause { $ true }",
        "with env A=$name, B=$size, C=$key { $ true }", "in box main { ! rm -r /x }", "on $node { ! rm -r /x }",
        "step \"a $name\" { $ true }", "confirm \"ok?\"", "ask x: which = main \"which?\"\npick $x",
        "manual \"do it\" until web answers", "point of no return \"gone\"", "say $hosts", "say $about",
        "on failure {\nsay $failure.message\nif $failure.kind is deadline { recover }\n}\n$ true",
        "always say \"$run.id\"\n$ true".replacing("$run.id", with: "${run.id}"),
        "let t = edit yaml $name {\nset a.b = $size\nremove c[\"d.e\"]\nappend f[name=x].g = [a, b]\n}\ntake $t",
        "$ a $hosts | b", "$ a ${hosts.address} > /dev/null", "$ a -- $hosts", "? b \\$HOME '${x}' $1 $? $$ $@ $(c)",
        "$ '''\necho $name ${x:-y} | cat\n'''", "guard web answers else \"no\" { $ true }", "locally { ! rm -r /x }",
        "for x in $hosts together at most 5 stopping after 2 failures { on $x { ? true } }",
        "let a = $hosts[address=\"x\"]\ntake \"$a\"".replacing("$hosts[address", with: "$about.list[address"),
    ]

    @Test(arguments: valid)
    func `What may be written`(_ body: String) {
        #expect(Project(Self.head + "phase \"Go\" {\n\(body)\n}\n").findings == [])
    }

    static let invalid: [(body: String, codes: [String])] = [
        // Types of placeholders and options.
        ("take none", ["B0315"]), ("take $size", ["B0301"]), ("take $hosts", ["B0301"]), ("take [a]", ["B0301"]),
        ("take (web version read as json)", ["B0203"]), ("take (web version filled with [a=b])", ["B0203"]),
        ("let x = ? a taking 3 as no\ntake $x", ["B0143"]),
        ("let x = \"a\" filled with $name\ntake $x", ["B0301"]),
        ("let x = (? a) filled with [b=$key]\nsay $x", ["B0307"]), ("pick mian", ["B0302"]), ("pick $name", ["B0301"]),
        ("pick main many=two", ["B0301"]),
        ("pick main many=5m", ["B0301"]), ("pick main many=$pause", ["B0301"]), ("pick main much=2", ["B0204"]),
        ("pick main many=2 many=3", ["B0206"]), ("pick", ["B0205"]), ("pick main events", ["B0203"]),
        ("on \"\" { ? true }", ["B0301"]), ("on -x { ? true }", ["B0301"]), ("on $size { ? true }", ["B0301"]),
        ("within 5 { ? true }", ["B0301"]), ("let x: number = yes\ntake \"$x\"", ["B0301"]),
        ("for x in $name { take $x }", ["B0301"]), ("for x in [main, maim] { pick $x }", ["B0301"]),
        ("ask x: flag = maybe \"?\"", ["B0301"]), ("let t = edit yaml $size { remove a }\ntake $t", ["B0301"]),
        // Secrets.
        ("take $key", ["B0307"]), ("take \"$key\"", ["B0307"]), ("say $key", ["B0307"]), ("$ a $key", ["B0307"]),
        ("$ a \"$key\"", ["B0307"]), ("expect $key is \"a\"", ["B0307"]), ("expect $key in [a]", ["B0307"]),
        ("let x = if $ready then $key else \"a\"\nsay $x", ["B0307"]), ("let x = [$key, a]\nsay $x", ["B0307"]),
        ("let x = [a=$key]\nsay $x", ["B0307"]), ("for x in $keys { say $x }", ["B0307"]),
        ("expect $name matches $key", ["B0307"]), ("take $about[$key]", ["B0307"]),
        ("let t = edit yaml $name { set a = $key }\ntake $t", ["B0307"]), ("on failure say $key\n$ true", ["B0307"]),
        ("expect $keys contains \"a\"", ["B0307"]), ("on $node as $key { ? true }", ["B0307"]),
        // Conditions, operands.
        ("expect $name", ["B0304"]), ("expect $size + 1", ["B0304"]), ("expect count of $hosts", ["B0304"]),
        ("expect web version", ["B0304"]), ("if none { $ true }", ["B0304"]), ("expect 5", ["B0304"]),
        ("expect $ready is 5", ["B0301"]), ("expect $size is $name", ["B0305"]), ("expect $size > 5m", ["B0305"]),
        ("expect $pause * $pause > 1", ["B0305"]), ("expect $size - 5m > 1", ["B0305"]),
        ("expect count of $name is 1", ["B0301"]),
        ("expect $size contains 1", ["B0305"]), ("expect $name in $name", ["B0305"]),
        ("expect $hosts in $hosts", ["B0305"]),
        ("expect $name matches '('", ["B0308"]), ("let x = $name replacing 'a' with '\\1'\ntake $x", ["B0308"]),
        ("expect $size matches '1'", ["B0301"]), ("for x in [main, events] { expect $x is mian }", ["B0302"]),
        ("on failure expect $failure.kind is deadlin\n$ true", ["B0302"]), ("say $failure.mess", ["B0224"]),
        ("on failure say $failure.mess\n$ true", ["B0303"]), ("take $run.x", ["B0303"]), ("take $node.port", ["B0303"]),
        ("take $name.x", ["B0303"]), ("take $name[0]", ["B0303"]), ("take $hosts[name=a]", ["B0303"]),
        // Texts and words.
        ("take \"$hosts\"", ["B0306"]), ("take a-$hosts", ["B0306"]), ("take \"$about\"", ["B0306"]),
        ("$ a x$hosts", ["B0306"]), ("$ a $hosts/x", ["B0306"]), ("$ a $about", ["B0306"]),
        ("with input $about { $ a }", ["B0306"]),
        // Effects.
        ("expect $ true", ["B0402"]), ("take ($ true)", ["B0402"]), ("let x = [a=(start)]\nsay $x", ["B0402"]),
        ("if start is 3 { $ a }", ["B0203"]), ("if (start) is 3 { $ a }", ["B0402"]), ("web answers", ["B0403"]),
        ("web version", ["B0403"]),
        ("let x = take a\ntake $x", ["B0310"]), ("in box main { via enter }", ["B0414"]), ("box main", ["B0207"]),
        ("in take { ? true }", ["B0203"]), ("! rm -r /x", ["B0404"]),
        ("on $node { retry 2 times { ! rm -r /x } }", ["B0405"]),
        ("let x = ! rm -r /x\ntake $x", ["B0404"]), ("expect ? a | b", ["B0311"]),
        ("retry 0 times { ? true }", ["B0309"]),
        ("await web answers every 0s", ["B0309"]), ("for x in $hosts together at most 0.5 { ? true }", ["B0309"]),
        // Order, handlers.
        ("fail \"a\"\n$ b", ["B0415"]), ("recover", ["B0412"]), ("undo", ["B0412"]), ("undo { $ a }", ["B0414"]),
        ("always undo\n$ a", ["B0412"]), ("on failure { on failure say \"x\"\n$ a }\n$ b", ["B0414"]),
        ("on failure { point of no return \"x\" }\n$ a", ["B0414"]), ("$ a\non failure say \"x\"", ["B0413"]),
        ("done when web answers", ["B0410"]), ("give 5", ["B0417"]), ("phase \"x\" { $ a }", ["B0414"]),
        ("lock $name", ["B0414"]), ("\"a text\"", ["B0414"]), ("action x { $ a }", ["B0414"]),
        ("on failure undo\n$ a", ["B0406"]), ("$ a\non failure undo\nsay \"x\"", ["B0406"]),
        ("on failure { if $ready { undo } }\nstep \"s\" { take a }", ["B0406"]),
        ("on failure undo\nif $ready { point of no return \"x\" }\n$ a", ["B0406"]),
        ("on failure undo\npoint of no return \"x\"\n$ a", []),
        ("point of no return \"x\"\n$ a\non failure undo\nsay \"x\"", []),
        // Names.
        ("take $nmae", ["B0220"]), ("$ a $nmae", ["B0221"]), ("$ a '$name'", ["B0226"]), ("$ a `b $name`", ["B0227"]),
        ("$ a ${name%x}", ["B0227"]), ("let name = 5", ["B0223"]), ("let x = 5\nlet x = 6\nsay $x", ["B0223"]),
        ("let x = ? a\nif $ready { let x = ? b }\nsay $x", ["B0223"]),
        ("let run = 5", ["B0230"]), ("for node in $hosts { ? true }", ["B0223"]),
        ("if $ready { let x = ? a }\nsay $x", ["B0222"]), ("say $x\nlet x = ? a", ["B0222"]),
        ("for x in $hosts { ? true }\non $x { ? true }", ["B0222"]),
        ("retry 2 times { let x = ? a }\nsay $x", ["B0222"]),
        ("on $node { let x = ? a }\nsay $x", []), ("guard web answers { let x = ? a }\nsay $x", []),
        ("step \"s\" { let x = ? a }\nsay $x", []), ("if $ready { let x = ? a } else { let x = ? b }", []),
        ("let x = 5", ["B0225"]), ("let x = $y\nsay $x", ["B0220"]), ("let x: nmber = ? a\nsay $x", ["B0228"]),
    ]

    @Test(arguments: invalid)
    func `What may not`(_ body: String, _ codes: [String]) {
        let findings = Project(Self.head + "phase \"Go\" {\n\(body)\n}\n").findings
        #expect(findings.map { String($0.prefix(5)) } == codes)
    }

    static let definitions: [(text: String, codes: [String])] = [
        ("probe a { $ x }", ["B0401"]), ("probe a { let b = start }\naction start gives text { give $ x }", ["B0401"]),
        ("probe a { step \"x\" { expect ? x } }", ["B0414"]), ("probe a { on failure say \"x\"\n? x }", ["B0414"]),
        ("target a { $ x\nvia b }", ["B0401"]), ("target a { say \"x\"\nvia b }", ["B0414"]),
        ("target a { ? x }", ["B0418"]),
        ("target a { via b\nvia c }", ["B0418"]), ("target a { via b | c }", ["B0421"]),
        ("target a gives text { via b }", ["B0414"]),
        ("probe a gives text { if (? x) { give b } }".replacing("give b", with: "give \"b\""), ["B0416"]),
        ("probe a gives text { if (? x) { give \"b\" } else { fail \"c\" } }", []),
        ("probe a gives text { on local { give ? b } }".replacing("on local", with: "locally"), []),
        ("probe a gives text { for x in [b] { give $x } }", ["B0416"]),
        ("probe a gives text { retry 2 times { give ? b } }", []),
        ("action a gives text { on failure recover\ngive $ b }", ["B0416"]),
        ("action a gives text { on failure give \"x\"\ngive $ b }", ["B0417"]),
        ("action a gives text { for x in [b] together { give $x }\nfail \"c\" }", ["B0417"]),
        ("action a { on failure { for x in [b] together { $ c $x\nrecover } }\n$ d }", ["B0414"]),
        ("action a { for x in [b] together { on failure recover\n$ c $x } }", []),
        ("probe a gives number { give \"b\" }", ["B0301"]), ("probe a gives number { give ? b }", []),
        ("action a { done when (? x)\n$ y }", []), ("action a { on b { let c = ? d }\ndone when (? x)\n$ y }", []),
        ("action a { on b { let c = ? d\n$ e }\ndone when (? x)\n$ y }", ["B0409"]),
        ("action a { let c = $ d\ndone when (? x)\n$ y }", ["B0409"]),
        ("action a { locally { done when (? x) } }", []),
        ("action a { done when (? x)\ndone when (? y)\n$ z }", ["B0408"]),
        ("action a gives text { done when (? x)\ngive $ y }", ["B0410"]),
        ("action a { locally { done when (? x)\n$ y } }", []),
        ("action a { $ x\nundo { $ y }\nundo { $ z } }", ["B0419"]),
        ("action a { locally { undo { $ y } } }", ["B0414"]), ("action a { $ x\nundo { undo } }", ["B0412"]),
        ("action a { let b = ? c\n$ x\nundo { $ y $b } }", []),
        ("action a { $ x\nlet b = ? c\nundo { $ y $b } }", ["B0231"]),
        ("action a { undo { $ y $b }\nlet b = ? c\n$ x }", []),
        ("action a { let b = $ x\nundo { $ y $b } }", ["B0231"]),
        ("action a { b\nlet c = ? d\nundo { $ y $c } }\naction b { ? only reads }", []),
        ("action a { b\nlet c = ? d\nundo { $ y $c } }\naction b { $ changes }", ["B0231"]),
        ("action a { if (? x) { $ y }\nlet c = ? d\nundo { $ z $c } }", ["B0231"]),
        ("action a { done when (? x)\nlocally { ! y } }", []),
        ("action a { done when (? x)\nlocally { ! y\n$ z } }", ["B0407"]),
        ("action a { done when (? x)\nlocally { for b in [c] { ! y $b } } }", ["B0407"]),
        ("action a { locally { ! y\n$ z } }", []),
        ("action a { done when (? x)\nlocally { ! y }\nb }\naction b { $ c }", ["B0407"]),
        ("action a { point of no return \"x\" }", []), ("action a { point of no return \"x\" }\na", ["B0411"]),
        ("action a { b }\naction b { a }", ["B0208"]),
        // What an undo does is not undone, unless an action unwinds what it calls.
        ("action a { $ x\nundo { b } }\naction b { $ y\nundo { a } }", []), ("action a { $ x\nundo { a } }", []),
        ("action a { on failure undo\nb }\naction b { $ x\nundo { a } }", ["B0208"]),
        ("probe a { expect a }", ["B0208"]),
        ("action a { locally { within 1m { let b = ? c\ndone when (? x)\n$ y $b } } }", []),
        ("action a { locally { $ y\ndone when (? x) } }", ["B0409"]),
        ("action a { locally { $ y }\ndone when (? x) }", ["B0409"]),
        ("action a { locally { done when (? x) }\ndone when (? y)\n$ z }", ["B0408"]),
        ("action a { if (? b) { done when (? x)\n$ y } }", ["B0410"]),
        ("action a { locally { if (? b) { done when (? x)\n$ y } } }", ["B0410"]),
        ("action a { for b in [c] { locally { done when (? x)\n$ y $b } } }", ["B0410"]),
        ("action a { locally { done when (? x)\n! y\n$ z } }", ["B0407"]),
        ("param a: text = env B", []), ("param a: text = ? b", []), ("param a: text = $ b", ["B0401"]),
        ("param a: text = \"$b\"\nlet b = ? c", ["B0513"]), ("param a: text = $run.id", ["B0513"]),
        ("param a: text where $a is $b\nlet b = ? c", ["B0513"]),
        ("param a: flag = (b)\nprobe b { expect yes }", ["B0514"]),
        ("param a: number where $a", ["B0304"]), ("param a: secret where $a is b", ["B0307"]),
        ("action a (b: text) { $ c $b }\nparam b: text", ["B0223"]),
        ("action a (b: text) (b: text) { $ c $b }", ["B0223"]),
        ("action a { $ x }\naction a { $ y }", ["B0202"]), ("action a { $ x }\nprobe a { ? y }", ["B0202"]),
        ("action a { $ x }\ntarget a { via y }", []), ("action a [b: text = $c] { $ x $b }\nlet c = 5", ["B0301"]),
        ("action a [b: text = $c] { $ x $b }\nlet c = \"x\"", []),
        ("action a (c: text) [b: text = $c] { $ x $b $c }", ["B0220"]),
        ("param a: text\nparam a: text", ["B0223"]), ("param a: number = two", ["B0301"]),
        ("param a: list of number = [1, b]", ["B0301"]),
        ("param a: host = \"x y\"", ["B0301"]), ("param a: text = $b\nparam b: text", ["B0222"]),
        ("param a: text = $a", ["B0222"]),
        ("runbook \"a $b\"", ["B0314"]),
        ("let a = b is c\nprobe b gives text { give \"x\" }", ["B0203"]),
        ("let a = $b\nlet b = 5\nsay \"$a\"", ["B0222"]),
        ("let a = b\nlet c = 5\nprobe b gives text { give \"$c\" }", ["B0232"]), ("let a = $ x", ["B0401"]),
        ("let a = b\naction b gives text { give $ x }", ["B0401"]),
        ("locally { let a = ? x }\nprobe b { expect $a is c }", []),
        ("phase \"x\" { ? true }\nlocally { let a = ? x }", ["B0420"]), ("lock $run.id", ["B0505"]),
        ("lock $a\nlet a = 5", ["B0301"]), ("lock \"${run.now}\"", ["B0505"]),
        // What is told from the signature alone, and from the whole action.
        ("action a [where: text = b] { $ c $where }", ["B0127"]), ("action a [b: text] c { $ d $b }", ["B0127"]),
        ("action a [b: text] (c: text) { $ d $b $c }", ["B0127"]),
        ("action a { let b = ? c\ndone when $b is d\n$ e }", ["B0280"]),
        ("action a (b: flag) { done when $b and (? c)\n$ e }", ["B0280"]),
        ("action a { done when (? c) and not (? d)\n$ e }", []),
        ("action a { done when $run.now > 2026-03-01T02:00:00Z\n$ e }", []),
        ("lock \"$a\"\nlet a = 5", ["B0505"]), ("needs a, a\nneeds a", []),
        ("type a = b | c\ntype d = list of a\nparam e: d = [b]", []),
    ]

    @Test(arguments: definitions)
    func `Definitions and heads`(_ text: String, _ codes: [String]) {
        #expect(Project(text).findings.map { String($0.prefix(5)) } == codes)
    }

    @Test func `As deep as the parser lets it be`() {
        let blocks =
            "phase \"Go\" {\n" + String(repeating: "locally {\n", count: 240) + "$ a\n"
            + String(repeating: "}\n", count: 241)
        #expect(Project(blocks).findings == [])
        let sum = "let x = 1" + String(repeating: " + 1", count: 240) + "\nsay \"$x\""
        #expect(Project(sum).findings == [])
        let list = "let x = " + String(repeating: "[", count: 240) + String(repeating: "]", count: 240) + "\nsay $x"
        #expect(Project(list).findings == [])
        let nots = "expect " + String(repeating: "not ", count: 240) + "yes"
        #expect(Project(nots).findings == [])
        let chain = (0..<3000).map { "action a\($0) { a\($0 + 1) }\n" }.joined() + "action a3000 { $ x }\n"
        #expect(Project(chain).findings == [])
        let types = (0..<3000).map { "type t\($0) = t\($0 + 1)\n" }.joined() + "type t3000 = text\nparam p: t0\n"
        #expect(Project(types).findings == [])
    }
}
