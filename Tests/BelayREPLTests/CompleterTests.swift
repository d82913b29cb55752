import BelayCompletion
import BelayREPL
import BelayRuntime
import BelayWorkspace
import Testing

@Suite("Completions at the cursor")
struct CompleterTests {
    private static let runbook = """
        type which = main | events
        target etcd (which: which) on (node: host) { via docker exec -i $which }
        action backup etcd (which: which) on (node: host) [to: path] { say "$which $node $to" }
        action bring (what: text) back { say "$what" }
        probe is marked (name: path) { expect $name is x }
        probe etcd (which: which) on (node: host) is healthy [members: number] { expect $which is main }
        """

    private var completer: Completer {
        var scope = CompletionScope()
        let surroundings = Surroundings(environment: [:], workingFolder: "/nowhere", executable: "")
        scope.phrases = Workspace(text: Array(Self.runbook.utf8), at: "a.runbook", surroundings).phrases
        scope.names = [
            .init(name: "master", value: .host(Host("admin@10.0.0.4"))),
            .init(name: "state", value: .record([.init(name: "zone", value: .text("a"))])),
        ]
        scope.hosts = ["lab1", "lab2"]
        scope.users = ["root", "admin"]
        scope.libraries = ["etcd", "node"]
        scope.files = { prefix in ["notes.txt", "lib/"].filter { $0.hasPrefix(prefix) } }
        return Completer(scope, jobs: [2])
    }

    @Test func `The first word of a command is a program, the others are files`() {
        var scope = CompletionScope()
        scope.programs = { prefix in ["sysctl", "systemctl", "systemd-run"].filter { $0.hasPrefix(prefix) } }
        scope.files = { prefix in ["system.txt"].filter { $0.hasPrefix(prefix) } }
        let completer = Completer(scope)
        #expect(completer.completion(of: "? systemc").inserted == "tl ")
        #expect(completer.completion(of: "$ true | sudo sysc").inserted == "tl ")
        #expect(completer.completion(of: "? sys").choices == ["sysctl", "systemctl", "systemd-run"])
        #expect(completer.completion(of: "? cat sys").inserted == "tem.txt ")
        #expect(completer.completion(of: "? ./sys").choices == [])
    }

    /// Input, and what Tab inserts or lists.
    @Test(
        arguments: [
            ("ba", "ckup ", []), ("b", "", ["backup", "bring"]), ("backup ", "etcd ", []),
            ("backup etcd ", "", ["events", "main", "(which: which)"]), ("backup etcd m", "ain ", []),
            ("is ma", "rked ", []), ("backup etcd main on ", "", ["$master", "lab1", "lab2", "(node: host)"]),
            ("backup etcd main on $m", "aster ", []), ("backup etcd main on lab1 ", "to=", []),
            ("expect e", "tcd ", []), ("await etcd main on lab1 is h", "ealthy ", []), ("in e", "tcd ", []),
            ("let x = e", "tcd ", []), ("if not etcd main on $master is healthy m", "embers=", []),
            ("use e", "tcd ", []), ("on l", "ab", []), ("$state.", "zone ", []), ("say \"${master.a", "ddress}", []),
            ("say \"${mas", "ter", []), ("say \"$mas", "ter", []), ("touch ${run.i", "d}", []),
            (":jo", "b", []), (":job ba", "ckup ", []), (":end ", "2 ", []),
            ("? cat no", "tes.txt ", []), ("$ ls li", "b/", []), (":ph", "rases ", []), (":on lab1", " ", []),
            (":plan ba", "ckup ", []), (":ask d", "estroys ", []), ("on lab1 { ba", "ckup ", []),
            ("on lab1 ", "", ["as", "{"]), ("on lab1 as ", "", ["admin", "root"]), ("on lab1 as root ", "{ ", []),
            ("on lab1 as root { ba", "ckup ", []), ("on lab1 as $ma", "ster ", []),
            ("on failure ba", "ckup ", []),
            (":load ", "", ["lib/", "notes.txt"]), (":load no", "tes.txt ", []), (":save no", "tes.txt ", []),
            ("let x = ? cat no", "tes.txt ", []), ("? cat ${ma", "ster", []), ("? cat '$ma", "", []),
            ("? cat # no", "", []),
            (":help :pl", "an ", []),
            ("if yes {\nba", "ckup ", []), ("nothing like it ", "", []), ("bring x ", "back ", []),
            ("let x = $state jo", "ined by ", []),
            ("let x = $state joined ", "by ", []), ("let x = $state sorted b", "", ["begins with", "by"]),
            ("let x = (count of $state) read as j", "son ", []), ("expect \"a\" beg", "ins with ", []),
            ("for x in $state w", "here ", []), ("for x in $state together i", "n ", []),
            ("if yes {\nlet x = $state fil", "led with ", []), ("let x: ti", "me ", []), ("say $run.n", "ow ", []),
        ] as [(String, String, [String])])
    func `Each place offers what it takes`(typed: String, inserted: String, choices: [String]) {
        let completion = completer.completion(of: typed)
        #expect(completion.inserted == inserted)
        #expect(completion.choices == choices)
    }

    @Test func `A hint is the rest of the only phrase; its words can be taken up to a placeholder`() throws {
        let hint = try #require(completer.hint(after: "bac"))
        #expect(hint.taken == "kup etcd ")
        #expect(hint.shown == "(which) on (node)")
        #expect(completer.hint(after: "b") == nil)
        #expect(completer.hint(after: "bring x ")?.taken == "back")
        #expect(completer.hint(after: ":help bac") == nil)
        #expect(completer.hint(after: "say \"bac") == nil)
    }
}
