import BelayData
import Testing

@Suite struct ShellQuotingTests {
    @Test(arguments: [
        ("plain", "plain"), ("a-b_c.d/e:f@g,h+i%j", "a-b_c.d/e:f@g,h+i%j"), ("--format=%s", "'--format=%s'"),
        ("70%", "70%"), ("%self", "'%self'"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("é", "'é'"),
        ("'\u{301}", "''\\''\u{301}'"), ("time", "'time'"), ("done", "'done'"), ("timer", "timer"), ("~", "'~'"),
        ("\n", "'\n'"), ("$HOME", "'$HOME'"), ("*", "'*'"),
    ])
    func `A text is one word for the shell`(text: String, word: String) {
        #expect(ShellQuoting.quoted(text).unicodeScalars.elementsEqual(word.unicodeScalars))
    }

    @Test func `Several words are kept apart`() {
        #expect(ShellQuoting.joined(["time", "", "a b"]) == "'time' '' 'a b'")
        #expect(ShellQuoting.joined([]) == "")
    }

    @Test func `What a shell expands within double quotes is escaped`() {
        #expect(ShellQuoting.escapedForDoubleQuotes(#"a"b\c$d`e'f"#) == #"a\"b\\c\$d\`e'f"#)
    }
}
