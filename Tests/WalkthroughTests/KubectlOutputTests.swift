import Testing

/// kubectl from 1.10 to 1.32: a column that has become longer, another end of a name, and its errors.
@Suite("What kubectl prints") struct KubectlOutputTests {
    private static let pod = "etcd-server-ip-172-20-36-161.eu-west-1.compute.internal"

    @Test(arguments: [
        ("NAME   READY   STATUS    RESTARTS   AGE\n\(pod)   1/1       Running   3          53d\n", true),
        ("NAME   READY   STATUS    RESTARTS        AGE\n\(pod)   2/2     Running   3 (2d11h ago)   53d\n", true),
        ("NAME   READY   STATUS    RESTARTS   AGE\n\(pod)   1/2       Running   3          53d\n", false),
        ("NAME   READY   STATUS    RESTARTS   AGE\n\(pod)   0/1       CrashLoopBackOff   30   53d\n", false),
        ("NAME   READY   STATUS    RESTARTS   AGE\nx\(pod)   1/1       Running   3          53d\n", false),
        ("", false),
    ])
    func `A pod runs when all of its containers do`(table: String, runs: Bool) throws {
        let run = try PhraseRun(
            "expect pod \(Self.pod) of example.com runs",
            programs: ["kubectl": "echo 'Warning: v1 ComponentStatus is deprecated' >&2; cat \"$FILES/table\""],
            files: ["table": table])
        #expect(run.status == (runs ? 0 : 1), "\(run.output)")
        #expect(runs != run.output.contains("the API of example.com shows no running pod \(Self.pod)"))
    }

    @Test(arguments: [
        "Error from server (NotFound): pods \"x\" not found", "error: context \"example.com\" does not exist",
        "The connection to the server api.example.com was refused - did you specify the right host or port?",
        "Unable to connect to the server: x509: certificate has expired or is not yet valid",
        "error: You must be logged in to the server (Unauthorized)",
    ])
    func `What kubectl could not do is said in its own words`(words: String) throws {
        let kubectl = "cat \"$FILES/words\" >&2; exit 1"
        for body in ["expect pod x of example.com runs", "let path = volume varetcdata of pod x of example.com"] {
            let run = try PhraseRun(body, programs: ["kubectl": kubectl], files: ["words": words + "\n"])
            #expect(run.status == 1)
            #expect(run.output.contains(words), "\(run.output)")
        }
    }

    @Test(arguments: [#""path": "/mnt/a""#, #""path": "/mnt/a", "type": """#])
    func `The path of a volume is the one of its name`(hostPath: String) throws {
        let volumes =
            #"{"name": "other", "hostPath": {"path": "/x"}}, {"name": "token", "secret": {"secretName": "s"}}"#
        let json = #"{"spec": {"volumes": [\#(volumes), {"name": "varetcdata", "hostPath": {\#(hostPath)}}]}}"#
        let run = try PhraseRun(
            "let path = volume varetcdata of pod x of example.com\nsay \"said: $path\"",
            programs: ["kubectl": "cat \"$FILES/pod\""], files: ["pod": json])
        #expect(run.said == ["/mnt/a"], "\(run.output)")
    }
}
