import BelayTestSupport
import Foundation
import Testing

/// The hosts of the bundled procedure have the programs of Debian jessie, and an operator's machine may have a jq of 2015. What
/// they lack is refused in the bundled runbooks: a rehearsal on this machine, whose programs know it all, would not show it.
@Suite("The shell text of the bundled runbooks") struct OldShellTests {
    private struct Newer: CustomTestStringConvertible {
        var pattern: String
        var since: String
        var instead: String

        var testDescription: String { pattern }
    }

    private static let newer = [
        Newer(pattern: #"\$\{[^}]*@[A-Za-z]\}"#, since: "bash 4.4", instead: "a declared name is quoted by itself"),
        Newer(pattern: #"inherit_errexit|\blocal -(\s|;|$)"#, since: "bash 4.4", instead: "set -e in the inner shell"),
        Newer(pattern: #"\b(mapfile|readarray)\b.* -d"#, since: "bash 4.4", instead: "while read -r -d ''"),
        Newer(pattern: #"\bwait -[np]"#, since: "bash 4.3, with a process bash 5.1", instead: "wait PID"),
        Newer(pattern: #"\bEPOCH(REAL)?SECONDS\b|\bSRANDOM\b|\bBASH_ARGV0\b"#, since: "bash 5.0", instead: "date +%s"),
        Newer(
            pattern: #"\$\{[A-Za-z_]+\[[@*]\]\}"#, since: "bash 4.4 where the array may be empty",
            instead: "a list of the runbook's own"),
        Newer(pattern: #"\bss -[A-Za-z]*H"#, since: "iproute2 4.7", instead: "/proc/net/tcp"),
        Newer(pattern: #"\bawk [^|]*(gensub|strftime|systime)\("#, since: "gawk", instead: "plain awk"),
        Newer(
            pattern: #"\bawk [^|]*/[^/|]*[\]\)a-z.]\{[0-9]"#, since: "mawk 1.3.4",
            instead: "the expression as often as it comes"),
        Newer(pattern: #"\bjq\b.*(--(json)?args\b|\$ARGS|--rawfile|\$ENV\b)"#, since: "jq 1.6", instead: "--arg"),
        Newer(
            pattern: #"\bjq\b.*(halt_error|strflocaltime|\blimit\(|\bpick\(|\bltrimstr\(.*\btrim\b)"#, since: "jq 1.6",
            instead: "what 1.5 has"),
        Newer(
            pattern: #"\bcurl\b.*--(fail-with-body|json|retry-all-errors|parallel)\b"#, since: "curl 7.66",
            instead: "-f and the status"),
        Newer(pattern: #"\bcurl (?!--noproxy '\*')"#, since: "any machine with a proxy", instead: "curl --noproxy '*'"),
        Newer(
            pattern: #"\bscp\b.*/\.(\s|$)"#, since: "an scp that does not check names",
            instead: "the folder by its name"),
        Newer(pattern: #"\bsystemctl\b.*--(value|legend)"#, since: "systemd 230", instead: "systemctl is-active"),
        Newer(pattern: #"\bdocker (container|image|system)\b"#, since: "docker 1.13", instead: "docker ps"),
        Newer(pattern: #"\bdocker exec\b.* (-w|--workdir|-e|--env)\b"#, since: "docker 17.09", instead: "env"),
        Newer(
            pattern: #"\b(sed --debug|date --resolution|stat --cached|timeout (-v|--verbose))"#,
            since: "coreutils 8.29", instead: "nothing"),
        Newer(pattern: #"\bgrep -[A-Za-z]*P"#, since: "a grep with PCRE", instead: "grep -E"),
        Newer(
            pattern: #"\bkops (get|update) cluster (?!--name )"#, since: "a machine without KOPS_CLUSTER_NAME",
            instead: "--name"),
    ]

    /// What is wrong with a line, as far as it is no comment.
    private struct Finder {
        let patterns: [(newer: Newer, regex: Regex<AnyRegexOutput>)]

        init() throws { patterns = try OldShellTests.newer.map { ($0, try Regex($0.pattern)) } }

        func findings(in line: String) -> [Newer] {
            if line.drop(while: { $0 == " " }).hasPrefix("#") { return [] }
            return patterns.filter { line.firstMatch(of: $0.regex) != nil }.map(\.newer)
        }
    }

    /// Of other trades, for hosts of today.
    private static let others: Set<String> = ["http", "notify"]

    @Test func `No bundled runbook needs a program that is newer than the masters`() throws {
        let files = Repository.runbooks(in: "runbooks").filter { file in
            !Self.others.contains { file == "lib/\($0).runbook" } && !file.hasPrefix("labs/")
                && !file.hasPrefix("tests/")
        }
        #expect(files.count >= 14)
        let finder = try Finder()
        for file in files {
            for (number, line) in try Repository.text("runbooks/\(file)").components(separatedBy: "\n").enumerated() {
                for found in finder.findings(in: line) {
                    Issue.record(
                        "runbooks/\(file):\(number + 1): since \(found.since); write \(found.instead)\n\(line)")
                }
            }
        }
    }

    @Test(arguments: [
        #"$ printf %s "${name@Q}""#, "$ shopt -s inherit_errexit", "$ f() { local -; set -x; }",
        "$ mapfile -d '' files < x",
        "$ wait -n $pid", "? echo $EPOCHSECONDS", #"$ rm "${files[@]}""#, "? ss -Hltn",
        "? awk '{ print gensub(/a/, 1, 2) }'",
        "? awk '/[0-9]{3}/'", "? jq '$ARGS.positional' --args a", "? jq '.[] | halt_error'",
        "? curl --noproxy '*' --fail-with-body http://x", "? curl -s http://x", "$ scp -r host:a/. b",
        "? systemctl show --value x",
        "? docker container ls", "$ docker exec -i -e A=1 x y", "? timeout --verbose 3 x", "? grep -oP x",
        "? kops get cluster x",
    ])
    func `What is refused is found`(line: String) throws {
        let finder = try Finder()
        #expect(!finder.findings(in: "    " + line).isEmpty, "\(line)")
        #expect(finder.findings(in: "    # " + line).isEmpty)
    }
}
