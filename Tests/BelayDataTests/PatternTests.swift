import BelayData
import Testing

@Suite struct PatternTests {
    @Test(arguments: [
        ("", "", true), ("", "abc", true), ("b", "abc", true), ("d", "abc", false), ("a.c", "xabcx", true),
        ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("^b", "ab", false), ("^a", "ab", true), ("a$", "ab", false),
        ("b$", "ab", true), ("b$", "ab\n", false), ("^b$", "a\nb\nc", false), ("(?m)^b$", "a\nb\nc", true),
        ("a|b|cd", "xcd", true), ("^(?:a|b)$", "b", true), ("^(a|b)*$", "abba", true), ("^(a|b)+$", "", false),
        ("colou?r", "color", true), ("^a{2,3}$", "aa", true), ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaaa", true),
        ("^a{2}$", "aaa", false), ("^(ab){0}c$", "c", true), ("[a-c]x", "bx", true), ("[^a-c]x", "bx", false),
        ("[]a]", "]", true), ("[^]a]", "]", false), ("[a-]", "-", true), ("[-a]", "-", true), (#"[\]\-\[]"#, "[", true),
        ("[[:alpha:]]+[[:digit:]]", "ab1", true), ("[[:^alpha:]]", "abc", false), ("[[:punct:]]", "a-b", true),
        (#"^\d+\.\d+$"#, "1.12", true), (#"^\w+$"#, "a_9", true), (#"\W"#, "a_9", false), (#"^\S+$"#, "a b", false),
        (#"[\s\d]"#, "x", false), (#"[^\S]"#, " ", true), (#"\bcat\b"#, "a cat.", true), (#"\bcat\b"#, "concat", false),
        (#"\Bcat"#, "concat", true), ("(?i)straße", "STRAßE", true), ("(?i)[a-c]", "B", true), ("(?i)[^a]", "A", false),
        ("(?i:a)b", "Ab", true), ("(?i:a)b", "AB", false), ("a(?i)b", "aB", true), ("(?i)é", "É", true),
        ("(?i)k", "\u{212A}", true),
        ("(?-i)a", "A", false), ("(?i-m:A)", "a", true), ("é", "e\u{301}", false), ("^.$", "😀", true),
        ("[à-ü]", "é", true),
        (#"\x41\x{42}\u{1F600}"#, "AB😀", true), (#"\t\n\\\.\/\*"#, "\t\n\\./*", true), (#"\A\w+\z"#, "ab", true),
        (#"{"health": *"true"}"#, #"{"health": "true"}"#, true), ("a{,b", "a{,b", true), ("a{x}", "a{x}", true),
        ("]}", "]}", true),
        ("(|a)+b", "aab", true), ("()", "", true), ("a||b", "", true), ("(?:)", "x", true), ("[a\nb]", "\n", true),
        (#"^2\."#, "2.2.1", true), (#"^2\."#, "12.2.1", false),
        ("unhealthy|unreachable", "member is unreachable", true),
        (
            #"^/mnt/(disks/)?master-vol-[0-9a-f]+/var/etcd/data(-events)?$"#,
            "/mnt/master-vol-0ea1/var/etcd/data-events", true
        ),
        ("^[^,]+,[^,]+,[^,]+$", "a,b,c", true), ("^[^,]+,[^,]+,[^,]+$", "a,b", false),
        ("peerURLs=http://a:2380( |$)", "x: name=a peerURLs=http://a:2380 clientURLs=", true),
    ])
    func `A pattern matches what it says`(pattern: String, text: String, expected: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == expected)
    }

    @Test(arguments: [
        ("b", "x", "abcb", "axcx"), ("z", "x", "abc", "abc"), ("x*", "-", "abc", "-a-b-c-"),
        ("a*", "x", "baaac", "xbxcx"),
        ("^", "> ", "a\nb", "> a\nb"), ("(?m)^", "> ", "a\nb", "> a\n> b"), ("$", "!", "ab", "ab!"),
        ("a|ab", "x", "ab", "xb"),
        ("(?:a|ab)(?:c|bcd)", "x", "abcd", "x"), ("a+?", "x", "aaa", "xxx"), ("a{2,3}?", "x", "aaaaa", "xxa"),
        (#"(\w+) (\w+)"#, #"\2 \1"#, "one two", "two one"), ("(a)|(b)", #"[\1\2]"#, "ab", "[a][b]"),
        ("b", #"<\0\\>"#, "abc", #"a<b\>c"#),
        ("(a|(b))*", #"\1\2"#, "ba", "ab"), ("(a*)*", #"[\1]"#, "b", "[]b[]"),
        ("é", "e", "crème brûlée", "crème brûlee"),
        (".", "x", "é😀", "xx"), ("", "-", "é😀", "-é-😀-"),
        ("^.*[0-9]", "", "eu-west-1b", "b"),
        ("/var/etcd/.*$", "", "/mnt/master-vol-1/var/etcd/data", "/mnt/master-vol-1"),
        (
            "//[^.]+\\.", "//etcd-b.", "http://etcd-a.internal.example.com:2380",
            "http://etcd-b.internal.example.com:2380"
        ),
        (#"[\[:].*$"#, "", "6e3bd23ae5f1eae0[unstarted]: peerURLs=http://x", "6e3bd23ae5f1eae0"),
    ])
    func `A match is replaced, with its groups`(pattern: String, replacement: String, text: String, result: String)
        throws
    {
        #expect(try Pattern(pattern).replacing(in: text, with: replacement) == result)
    }

    @Test(arguments: [
        (#"(a)\1"#, 3, #"\1 refers back to a group, which is not supported"#),
        ("a(?=b)", 1, "lookahead and lookbehind are not supported"),
        ("(?<!a)b", 0, "lookahead and lookbehind are not supported"),
        ("(?P<n>a)", 0, "groups have numbers, not names"), ("(?<n>a)", 0, "groups have numbers, not names"),
        ("(?>a)", 0, "atomic groups are not supported"),
        ("(?x)a", 0, "unknown kind of group"), ("(?", 0, "unknown kind of group"),
        ("é(a", 2, "this ( is never closed"), ("a)", 1, "this ) closes no group"), ("[a", 0, "this [ is never closed"),
        ("[]", 0, "this [ is never closed"),
        ("*a", 0, "there is nothing before * to repeat"), ("a|+", 2, "there is nothing before + to repeat"),
        ("{2}", 0, "there is nothing before the count to repeat"), ("a**", 2, "a repetition follows a repetition"),
        ("a*+", 2, "a repetition follows a repetition"), ("^*", 1, "an anchor cannot be repeated"),
        ("a{3,2}", 1, "the count's upper bound is below its lower bound"), ("a{1001}", 1, "the count is above 1000"),
        ("a{99999999999999999999}", 1, "the count is above 1000"),
        ("a{,3}", 1, "the count has no lower bound"),
        (
            "(?:a{1000}){1000}", 11,
            "the pattern is longer than 10000 characters with its repetitions expanded"
        ),
        (
            "(?:(?:(?:(?:(?:(?:(?:a{999}){999}){999}){999}){999}){999}){999}){999}", 28,
            "the pattern is longer than 10000 characters with its repetitions expanded"
        ),
        ("[z-a]", 1, "the range z-a is reversed"),
        (#"[a-\d]"#, 1, "a range must end with a character, not a class"),
        ("[[:foo:]]", 1, "there is no class of this name"), ("[[.a.]]", 1, "collating symbols are not supported"),
        (#"a\"#, 1, "the pattern ends with a backslash"),
        (#"[\"#, 1, "the pattern ends with a backslash"), (#"\q"#, 0, #"\q has no meaning here"#),
        (#"\pL"#, 0, #"\p has no meaning here"#),
        (#"[\b]"#, 1, #"\b has no meaning here"#), (#"\<a"#, 0, #"\< is not supported as the edge of a word"#),
        (#"\x4"#, 0, "expected a character code"),
        (#"\u{110000}"#, 0, "expected a character code"), (#"\é"#, 0, #"\é has no meaning here"#),
    ])
    func `A pattern that is none is refused`(pattern: String, offset: Int, message: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error?.offset == offset)
        #expect(error?.message == message)
    }

    @Test(arguments: [
        (#"\2"#, 0, #"\2 refers to a group, but the pattern has one group"#),
        (#"a\n"#, 1, "in a replacement, a backslash comes before a digit or another backslash"),
        (#"é\"#, 2, "in a replacement, a backslash comes before a digit or another backslash"),
    ])
    func `A replacement with a group that is not there is refused`(replacement: String, offset: Int, message: String)
        throws
    {
        let pattern = try Pattern("(a)")
        let error = #expect(throws: PatternError.self) { try PatternReplacement(replacement, for: pattern) }
        #expect(error?.offset == offset)
        #expect(error?.message == message)
    }

    @Test func `Groups nest 256 deep and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + String(repeating: ")", count: depth)
        }
        #expect(try Pattern(nested(256)).groupCount == 256)
        #expect(throws: PatternError.self) { try Pattern(nested(257)) }
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "(?i:[", count: 100_000)) }
    }
}
