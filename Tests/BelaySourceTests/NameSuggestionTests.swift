import BelaySource
import Testing

@Suite struct NameSuggestionTests {
    @Test(arguments: [
        ("ectd", ["etcd", "kops"], "etcd"), ("ETCD", ["kops", "etcd"], "etcd"),
        ("backps", ["restore", "backup"], "backup"),
        ("x", ["anything"], "anything"), ("multimaster", ["restore", "multi-master"], "multi-master"),
        ("étcd", ["kops", "etcd"], "etcd"), ("nodes", ["code", "node"], "node"), ("ab", ["b", "ba"], "ba"),
        ("others", ["there", "theirs"], "theirs"), ("ab", ["cb", "ac"], "ac"),
    ])
    func `The nearest name is suggested`(name: String, candidates: [String], expected: String) {
        #expect(NameSuggestion.nearest(to: name, among: candidates) == expected)
    }

    @Test(
        arguments: [
            ("anything", []), ("kubectl", ["etcd", "kops"]), ("", ["etcd", "kops"]), ("abc", ["axyz", "zzz"]),
            ("abcdef", ["fedcba", "zzzzzz"]),
        ] as [(String, [String])])
    func `What is far is not suggested`(name: String, candidates: [String]) {
        #expect(NameSuggestion.nearest(to: name, among: candidates) == nil)
    }
}
