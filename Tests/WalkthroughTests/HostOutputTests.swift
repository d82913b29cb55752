import BelayTestSupport
import Testing

/// What a master and the way to it may put in the way: banners, login scripts and sudo speak in all of these.
@Suite("What a master's programs print") struct HostOutputTests {
    private static func manifest(_ etcd: String, port: Int, cluster: String = "example.com") -> String {
        """
        spec:
          containers:
          - env:
            - name: ETCD_NAME
              value: \(etcd)-a
            - name: ETCD_INITIAL_ADVERTISE_PEER_URLS
              value: http://\(etcd)-a.internal.\(cluster):\(port)

        """
    }

    /// Reads the manifests where the test has put them.
    private static let awk = """
        for word; do
            shift
            case $word in /etc/kubernetes/manifests/*) word=$FILES/${word##*/} ;; esac
            set -- "$@" "$word"
        done
        PATH=${PATH#*:} exec awk "$@"
        """

    private func run(
        _ body: String, host: [String: String] = [:], cluster: String = "example.com", files: [String: String] = [:],
        programs: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> PhraseRun {
        let manifests = [
            "etcd.manifest": Self.manifest("etcd", port: 2380, cluster: cluster),
            "etcd-events.manifest": Self.manifest("etcd-events", port: 2381, cluster: cluster),
        ]
        return try PhraseRun(
            body, programs: programs, host: ["awk": Self.awk].merging(host) { _, given in given },
            files: manifests.merging(files) { _, given in given }, environment: environment)
    }

    @Test(arguments: ["example.com", "b-2.prod.example.co.uk", "example.k8s.local"])
    func `A master is one of its own cluster and of no other, whatever their letters`(cluster: String) throws {
        let own = try run("expect host $host is a master of \(cluster)", cluster: cluster)
        #expect(own.status == 0, "\(own.output)")
        for other in ["other.com", "x\(cluster)", "\(cluster.drop { $0 != "." }.dropFirst())"] {
            let run = try run("expect host $host is a master of \(other)", cluster: cluster)
            #expect(run.status == 1)
            #expect(
                run.output.contains(
                    "admin@far is no master of \(other): etcd main there is http://etcd-a.internal.\(cluster):2380"),
                "\(run.output)")
        }
    }

    @Test func `An etcd of the machine itself is not asked through a proxy`() throws {
        // A proxy that is not told to leave out 127.0.0.1 answers in place of etcd.
        let curl = """
            if [ -n "$http_proxy" ]; then
                case " $* " in *' --noproxy '*) ;; *) echo '<html>503</html>'; exit 0 ;; esac
            fi
            case "$*" in
                */v2/members*) echo '{"members":[{"id":"ce2a","name":"etcd-a","peerURLs":["http://a:2380"],"clientURLs":[]}]}' ;;
                */v2/keys/*) printf 'HTTP/1.1 200 OK\\r\\nX-Etcd-Cluster-Id: 7e27\\r\\nX-Etcd-Index: 12\\r\\n\\r\\n' ;;
                */health*) echo '{"health": "true"}' ;;
                */version*) echo '{"etcdserver":"2.2.1","etcdcluster":"2.2.0"}' ;;
            esac
            """
        let body = """
            let members = members of etcd main on $host
            let id      = cluster id of etcd main on $host
            let index   = index of etcd main on $host
            say "said: ${members[0].name} $id $index"
            expect etcd main on $host has quorum
            expect etcd main on $host holds v2 keys only
            expect etcd main answers on $host
            """
        let run = try run(body, host: ["curl": curl], environment: ["http_proxy": "http://10.0.0.1:3128"])
        #expect(run.status == 0, "\(run.output)")
        #expect(run.said == ["etcd-a 7e27 12"])
    }

    @Test(arguments: [
        // Kubernetes up to 1.5, docker 1.12.
        "k8s_etcd-container.7d1f3b2c_etcd-server-ip-172-20-36-161.eu-west-1.compute.internal_kube-system_0a1b_9f8e7d6c",
        // From 1.6, docker 1.13 to 18.09.
        "k8s_etcd-container_etcd-server-ip-172-20-36-161.eu-west-1.compute.internal_kube-system_0a1b_12",
        // A network with a domain of its own, and one of us-gov-west-1.
        "k8s_etcd-container_etcd-server-ip-172-20-36-161.corp.example-2.com_kube-system_0a1b_0",
        "k8s_etcd-container_etcd-server-ip-172-20-36-161.us-gov-west-1.compute.internal_kube-system_0a1b_0",
    ])
    func `The container of a member is found by each name that it had`(name: String) throws {
        let events = name.replacing("etcd-server-ip", with: "etcd-server-events-ip")
        let others = [
            name.replacing("etcd-container", with: "POD"), name.replacing("etcd-container", with: "etcd-backup"),
            "k8s_etcd-container_other-etcd-server-ip-1_default_0a1b_0", "etcd-container",
        ]
        let rows = ([name, events] + others).enumerated().map { number, name in
            "\(number)a2b3c4d5e6f   k8s.gcr.io/etcd:2.2.1   \"/bin/sh -c 'mkfif…\"   About an hour ago   Up 5 days   "
                + "0.0.0.0:80->80/tcp, 443/tcp   \(name)\n"
        }
        let table = "CONTAINER ID   IMAGE   COMMAND   CREATED   STATUS   PORTS   NAMES\n" + rows.joined()
        let docker = "echo 'WARNING: Error loading config file' >&2; cat \"$FILES/table\""
        let body = """
            let main   = container of etcd main on $host
            let events = container of etcd events on $host
            let pod    = pod of etcd events on $host
            say "said: $main $events $pod"
            """
        let run = try run(body, host: ["docker": docker], files: ["table": table])
        #expect(run.said == ["0a2b3c4d5e6f 1a2b3c4d5e6f \(events.split(separator: "_")[2])"], "\(run.output)")
    }

    @Test func `A folder is copied by its name, as every scp can`() throws {
        // From OpenSSH 8.0 to 8.9 it refuses `folder/.` in either direction.
        let scp = """
            last=; for word; do
                case $word in */.) echo 'scp: error: unexpected filename: .' >&2; exit 1 ;; esac
                before=$last; last=$word
            done
            cp -r "${before#admin@far:}" "${last#admin@far:}"
            """
        let folder = TemporaryFolder("copied")
        let body = """
            $ mkdir -p \(folder.path)/a/b && echo text > \(folder.path)/a/b/file
            fetch \(folder.path)/a from $host into \(folder.path)/fetched/main/data
            send \(folder.path)/fetched/main/data to \(folder.path)/sent/data on $host
            """
        let run = try run(body, programs: ["scp": scp])
        #expect(run.status == 0, "\(run.output)")
        let files = folder.files()
        #expect(files == ["a/b/file", "fetched/main/data/b/file", "sent/data/b/file"])
    }

    @Test func `A home that is not there is named`() throws {
        let body = """
            let home = home on $host
            say "said: $home"
            let room = free bytes at $home on $host
            """
        let run = try run(body, environment: ["HOME": "/home/nobody there"])
        #expect(run.status == 1)
        #expect(run.said == ["/home/nobody there"], "\(run.output)")
        #expect(run.output.contains("'/home/nobody there': No such file or directory"), "\(run.output)")
    }
}
