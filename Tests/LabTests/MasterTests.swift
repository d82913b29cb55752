import Glibc
import Testing

@testable import BelayLab

@Suite("A master to work on", .serialized)
struct MasterTests {
    @Test func `It is reached by plain ssh, and its etcds run in containers`() throws {
        let run = try LabRun(
            "--keys", "300",
            script: """
                ssh $BELAY_LAB_MASTER sudo -n -- docker ps
                ssh $BELAY_LAB_MASTER sudo -n -u root -- docker exec -i k8s_etcd-container_etcd-server-ip-172-20-36-161.\
                eu-west-1.compute.internal_kube-system_1b0c0f1da16dafd7f94af3d6756dd6b7_0 \
                etcdctl --no-sync --endpoint http://127.0.0.1:4001 ls --recursive -p / | grep -vc '/$'
                """)
        #expect(run.status == 0)
        #expect(run.lines.count == 4, "\(run.output)")
        #expect(run.lines.first?.hasPrefix("CONTAINER ID        IMAGE                   COMMAND ") == true)
        #expect(run.lines.count { $0.contains("k8s_etcd-container_etcd-server-ip-172-20-36-161.") } == 1)
        #expect(run.lines.count { $0.contains("k8s_etcd-container_etcd-server-events-ip-172-20-36-161.") } == 1)
        #expect(run.lines.last == "300")
    }

    @Test func `The command's status is the lab's`() throws {
        #expect(try LabRun(script: "exit 7").status == 7)
        #expect(try LabRun(script: "kill -TERM $$").status == 143)
        let absent = try LabRun(words: ["master", "--", "no-such-program"])
        #expect(absent.status == 127)
        #expect(absent.output == "belay-lab: cannot start no-such-program: no such file or directory\n")
    }

    @Test func `The command sees the user's files and no network but the lab's`() throws {
        let run = try LabRun(
            script: """
                ls \(#filePath)
                ip -o link | cut -d : -f 2 | cut -d @ -f 1
                ssh $BELAY_LAB_MASTER ip -o link | cut -d : -f 2 | cut -d @ -f 1
                """)
        #expect(run.lines == [#filePath, " lo", " node-36-161", " lo", " eth0"])
    }

    @Test func `A folder survives the way there and back by scp`() throws {
        let run = try LabRun(
            script: """
                set -e
                work=$(mktemp -d /dev/shm/lab.XXXXXX)
                trap 'rm -rf $work' EXIT
                mkdir $work/one; seq 100000 >"$work/one/a file"
                ssh $BELAY_LAB_MASTER mkdir -p -m 700 /home/admin/copy
                scp -rp $work/one/. $BELAY_LAB_MASTER:/home/admin/copy/
                scp -rp $BELAY_LAB_MASTER:/home/admin/copy/. $work/two/
                diff -r $work/one $work/two
                ssh root@${BELAY_LAB_MASTER#admin@} stat -c %U-%a /home/admin/copy
                """)
        #expect(run.status == 0)
        #expect(run.output == "admin-755\n")
    }

    @Test(
        arguments: ["cat /proc/sys/kernel/random/boot_id", "hostname", "ls /", "ps ax"])
    func `The node is a machine of its own`(question: String) throws {
        let run = try LabRun(
            script: """
                [ "$(\(question))" != "$(ssh $BELAY_LAB_MASTER \(question))" ] && echo differs
                [ "$(ssh $BELAY_LAB_MASTER \(question) | grep -v ps.ax)" ]  && echo answers
                """)
        #expect(run.output == "differs\nanswers\n")
    }

    @Test func `What belongs to the machine cannot be changed from the node`() throws {
        let run = try LabRun(
            script: """
                ssh root@${BELAY_LAB_MASTER#admin@} '
                    for file in /usr/bin/true /usr/bin/systemctl /usr/local/lib/belay-lab/belay-lab; do
                        test -w $file && echo $file can be written
                    done
                    chmod 600 /dev/null 2>/dev/null && echo devices can be changed
                    echo 1 2>/dev/null >/proc/sys/vm/swappiness && echo the kernel can be changed
                    true'
                """)
        #expect(run.output.split(separator: "\n").filter { !$0.hasSuffix("Read-only file system") } == [])
    }

    @Test func `etcd is in the containers only`() throws {
        let run = try LabRun(script: "ssh $BELAY_LAB_MASTER sudo -n -- etcdctl member list; echo $?")
        #expect(run.output == "sudo: cannot start etcdctl: permission denied\n126\n")
    }
}
