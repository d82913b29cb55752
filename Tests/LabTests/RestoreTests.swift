import Testing

@testable import BelayLab

@Suite("A master's etcd")
struct RestoreTests {
    @Test func `It is backed up, wiped, restored and healthy again, with every key and value`() throws {
        let run = try LabRun("--keys", "300", script: Self.script)
        #expect(run.status == 0, "\(run.output)")
        #expect(
            run.lines == [
                "backed up", "trial has the keys", "wiped and healthy without keys", "restored and healthy",
                "every key and value", "peer address set", "not forced and healthy",
            ])
    }

    /// The commands of the procedure, as a person would type them.
    private static let script = """
        set -o pipefail
        quietly() { "$@" >/dev/null 2>&1; }
        root() { ssh $BELAY_LAB_MASTER sudo -n -- "$@"; }
        id() { root docker ps | awk '/k8s_etcd-container_etcd-server-ip-/ { print $1 }'; }
        ctl() { root docker exec -i $(id) etcdctl --no-sync --endpoint http://127.0.0.1:4001 "$@"; }
        all() { ssh $BELAY_LAB_MASTER curl -sS http://127.0.0.1:4001/v2/keys/?recursive=true\\\\\\&sorted=true \
            | jq -S '[.. | objects | select(has("value")) | {key, value}]'; }
        healthy() { quietly ctl cluster-health && [ "$(ctl member list | wc -l)" = 1 ]; }
        forced() { root docker exec $(id) env | quietly grep ETCD_FORCE_NEW_CLUSTER; }
        unforced() { healthy && ! forced; }
        awaited() { for i in $(seq 150); do "$@" && return; sleep 0.1; done; echo "not within 15 s: $*"; exit 1; }
        manifest=/etc/kubernetes/manifests/etcd.manifest
        data=/mnt/master-vol-0ea119c15602cbb57/var/etcd/data
        before=$(all)

        ctl backup --data-dir /var/etcd/data --backup-dir /var/etcd/data/backup 2>/dev/null
        root mv -T $data/backup /home/admin/backup && echo backed up
        root cp -R /home/admin/backup $data/copy
        quietly ssh $BELAY_LAB_MASTER "sudo -n -- docker exec -i $(id) sh -s" <<'trial' && echo trial has the keys
            env -i PATH="$PATH" etcd --name trial --data-dir /var/etcd/data/copy --force-new-cluster \\
                --listen-client-urls http://127.0.0.1:14001 --advertise-client-urls http://127.0.0.1:14001 \\
                --listen-peer-urls http://127.0.0.1:12380 --initial-advertise-peer-urls http://127.0.0.1:12380 \\
                --initial-cluster trial=http://127.0.0.1:12380 &
            trap 'kill $!; wait $!' EXIT
            for i in $(seq 100); do
                keys=$(etcdctl --no-sync --endpoint http://127.0.0.1:14001 ls --recursive -p / | grep -vc '/$')
                [ "$keys" = 300 ] && exit 0
                sleep 0.1
            done
            exit 1
        trial

        root systemctl stop protokube
        root systemctl stop kubelet
        root docker stop $(id) >/dev/null
        root rm -r $data/member
        root systemctl start kubelet
        awaited healthy
        [ -z "$(ctl ls)" ] && echo wiped and healthy without keys

        root systemctl stop kubelet
        root docker stop $(id) >/dev/null
        root rm -r $data/member
        root cp -R /home/admin/backup/member $data/member
        root sed -i --follow-symlinks "'0,/^    env:$/s//    env:\\n    - name: ETCD_FORCE_NEW_CLUSTER\\n      value: \\"1\\"/'" $manifest
        root systemctl start kubelet
        awaited healthy && echo restored and healthy
        [ "$(all)" = "$before" ] && echo every key and value

        member=$(ctl member list | cut -d : -f 1)
        ctl member update $member http://etcd-a.internal.example.com:2380 >/dev/null
        ctl member list | quietly grep peerURLs=http://etcd-a.internal.example.com:2380 && echo peer address set
        root sed -i --follow-symlinks "'/name: ETCD_FORCE_NEW_CLUSTER$/,+1d'" $manifest
        awaited unforced
        [ "$(all)" = "$before" ] && echo not forced and healthy
        """
}
