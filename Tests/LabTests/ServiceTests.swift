import Testing

@testable import BelayLab

@Suite("A master's services", .serialized)
struct ServiceTests {
    /// Text that the scripts share.
    static let phrases = """
        root() { ssh $BELAY_LAB_MASTER sudo -n -- "$@"; }
        running() { root docker ps | awk '/k8s_etcd-container_etcd-server-ip-/ { print $1 }'; }
        awaited() { for i in $(seq 150); do "$@" && return; sleep 0.1; done; echo "not within 15 s: $*"; exit 1; }
        another() { new=$(running) && [ "$new" ] && [ "$new" != $old ]; }
        serving() { root curl -fs http://127.0.0.1:4001/health >/dev/null; }
        manifest=/etc/kubernetes/manifests/etcd.manifest
        old=$(running)

        """

    @Test func `A stopped container is started again, and a changed manifest starts another`() throws {
        let run = try LabRun(
            script: Self.phrases + """
                [ $(root docker stop $old) = $old ] && echo stopped
                awaited another; old=$(running); echo started
                # Until it serves, the first process of a container heeds no SIGTERM, and docker waits its time.
                awaited serving
                root sed -i --follow-symlinks s/etcd-cluster-token-etcd/another-token/ $manifest
                awaited another; echo changed
                root test -L $manifest && echo linked
                """)
        #expect(run.output == "stopped\nstarted\nchanged\nlinked\n")
    }

    @Test func `Containers outlive the kubelet, and the next one takes them over`() throws {
        let run = try LabRun(
            script: Self.phrases + """
                root systemctl stop protokube; root systemctl is-active protokube
                root systemctl stop kubelet; root systemctl is-active kubelet; echo $?
                [ $(running) = $old ] && echo runs
                root systemctl start kubelet; root systemctl is-active kubelet; echo $?
                [ $(running) = $old ] && echo runs
                root systemctl stop kubelet; root docker stop $old >/dev/null
                root ss -Hltn 'sport = :4001'; running; echo gone
                root systemctl start kubelet; awaited another; echo started
                """)
        #expect(run.lines == ["inactive", "inactive", "3", "runs", "active", "0", "runs", "gone", "started"])
    }

    @Test func `protokube starts the kubelet and writes the manifests again`() throws {
        let run = try LabRun(
            "--protokube-period", "1",
            script: Self.phrases + """
                forced() { root grep -q ETCD_FORCE_NEW_CLUSTER $manifest; }
                written() { ! forced; }
                root systemctl stop kubelet
                root sed -i "'0,/^    env:$/s//    env:\\n    - name: ETCD_FORCE_NEW_CLUSTER\\n      value: \\"1\\"/'" $manifest
                awaited root systemctl -q is-active kubelet; awaited written; echo again
                awaited root test -L $manifest; echo linked
                """)
        #expect(run.output == "again\nlinked\n")
    }

    @Test func `The kubelet says once what is wrong with a file, until something else is`() throws {
        let run = try LabRun(
            script: Self.phrases + """
                said() { root cat /var/log/kubelet.log | grep broken.manifest; }
                says() { said | grep -q "$1"; }
                root touch /etc/kubernetes/manifests/broken.manifest
                awaited says 'is not a pod'; sleep 1
                echo 'kind: Pod' | root tee /etc/kubernetes/manifests/broken.manifest >/dev/null
                root sh -c "'echo spec: {containers: [{}]} >>/etc/kubernetes/manifests/broken.manifest'"
                awaited says metadata.name; sleep 1
                said | sort | uniq -c | awk '{ print $1 }'
                """)
        #expect(run.lines.allSatisfy { $0 == "1" } && run.lines.count >= 2, "\(run.output)")
    }

    @Test func `An unknown service has systemd's answers`() throws {
        let run = try LabRun(
            script: Self.phrases + """
                root systemctl is-active nginx; echo $?
                root systemctl is-enabled nginx; echo $?
                root systemctl is-enabled kubelet; echo $?
                root systemctl start nginx; echo $?
                root systemctl stop nginx.service; echo $?
                root systemctl --force stop kubelet; echo $?
                root systemctl reload kubelet; echo $?
                ssh $BELAY_LAB_MASTER systemctl stop kubelet; echo $?
                """)
        #expect(
            run.output == """
                unknown
                4
                Failed to get unit file state for nginx.service: No such file or directory
                1
                enabled
                0
                Failed to start nginx.service: Unit nginx.service not found.
                5
                Failed to stop nginx.service: Unit nginx.service not loaded.
                5
                systemctl: unrecognized option '--force'
                1
                Unknown operation reload.
                1
                Failed to stop kubelet.service: Interactive authentication required.
                See system logs and 'systemctl status kubelet.service' for details.
                1

                """)
    }

    @Test func `What docker and sudo do not know is refused in their words`() throws {
        let run = try LabRun(
            script: Self.phrases + """
                root docker ps --all; echo $?
                root docker exec -iu $old true; echo $?
                root docker exec -i absent true; echo $?
                root docker exec -i $old absent; echo $?
                root docker exec $old cat; echo $?
                root docker stop absent; echo $?
                root docker rm $old; echo $?
                ssh $BELAY_LAB_MASTER docker ps; echo $?
                ssh $BELAY_LAB_MASTER sudo -n -S true; echo $?
                ssh $BELAY_LAB_MASTER sudo -n -u absent -- true; echo $?
                ssh $BELAY_LAB_MASTER sudo -n -u nobody -- sudo -n -- true; echo $?
                ssh $BELAY_LAB_MASTER sudo -n -u nobody -- id -un
                ssh $BELAY_LAB_MASTER 'echo echo "\\$HOME" | sudo -i'
                """)
        #expect(
            run.output == """
                unknown flag: --all
                See 'docker ps --help'.
                125
                unknown shorthand flag: 'u' in -iu
                See 'docker exec --help'.
                125
                Error: No such container: absent
                1
                OCI runtime exec failed: exec failed: exec: "absent": executable file not found in $PATH: unknown
                127
                0
                Error response from daemon: No such container: absent
                1
                docker: 'rm' is not a docker command.
                See 'docker --help'.
                1
                Got permission denied while trying to connect to the Docker daemon socket at \
                unix:///var/run/docker.sock: connect: permission denied
                1
                sudo: invalid option -- 'S'
                usage: sudo [-H] [-n] [-i] [-u user] [VAR=value] [command [arg ...]]
                1
                sudo: unknown user absent
                1
                sudo: a password is required
                1
                nobody
                /root

                """)
    }
}
