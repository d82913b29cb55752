import BelayData
import BelayTestSupport
import Testing

@testable import BelayTransports

struct DirectStartTests {
    @Test(arguments: [
        ("ls", ["ls"]),
        ("  ls  -l\t/tmp  ", ["ls", "-l", "/tmp"]),
        ("rm -- 'a b' \"c d\" e\\ f", ["rm", "--", "a b", "c d", "e f"]),
        ("printf %s ''", ["printf", "%s", ""]),
        ("printf %s \"a\\\"b\\\\c\\$d\\e\"", ["printf", "%s", "a\"b\\c$d\\e"]),
        ("echo 'it'\\''s'", ["echo", "it's"]),
        ("echo a#b = x=y !", ["echo", "a#b", "=", "x=y", "!"]),
        ("echo a\\\nb", ["echo", "ab"]),
        ("echo \"a\nb\" 'c\nd'", ["echo", "a\nb", "c\nd"]),
        ("test -e /tmp", ["test", "-e", "/tmp"]),
        ("echo é日本😀", ["echo", "é日本😀"]),
        ("echo a\\ ", ["echo", "a "]),
        ("ls\n", ["ls"]),
    ])
    func `A command without shell syntax is words`(script: String, words: [String]) {
        #expect(DirectStart.words(of: script) == words)
    }

    @Test(arguments: [
        "", "   ", "a | b", "a && b", "a; b", "a > b", "a < b", "a &", "(a)", "a $b", "a \"$b\"", "a `b`", "a \"`b`\"",
        "ls *", "ls ?", "ls [a]", "ls {a,b}", "ls ~", "git show HEAD~1", "A=b ls", "A=b", "! ls", "# ls", "ls # all",
        "cd /tmp", "export A", "exit 3", "set -x", "source x", ". x", "type ls", "ulimit -n", "umask", "'cd' /tmp",
        "time ls", "if x", "[ -e x ]", "-x", "'' a", "a 'b", "a \"b", "a\nb", "a \\", "exec ls", "kill 1", "pwd",
    ])
    func `In doubt the shell decides`(script: String) {
        #expect(DirectStart.words(of: script) == nil)
    }

    @Test func `Quoted words come back from any text`() {
        var random = RandomTexts(seed: 11)
        for _ in 0..<5000 {
            let texts = random.texts(3)
            #expect(DirectStart.words(of: ShellQuoting.joined(["echo"] + texts)) == ["echo"] + texts)
        }
    }
}
