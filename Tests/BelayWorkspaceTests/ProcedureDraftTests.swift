import BelayWorkspace
import Testing

@Suite("Drafts out of procedures")
struct ProcedureDraftTests {
    private func draft(_ command: String) -> ProcedureDraft {
        ProcedureDraft(Procedure(name: "a.md", text: "# Title\n\n```sh\n\(command)\n```\n"))
    }

    @Test(arguments: [
        "df -h", "kubectl get pods", "kubectl --namespace=kube-system get pods | grep etcd", "kubectl -n shop logs web",
        "sudo systemctl status nginx", "timeout 5 curl -sf http://localhost/", "sed -n 1,3p /etc/hosts", "date -u +%Y",
        "find /srv -name '*.log'", "kubectl exec db-0 -- etcdctl member list", "git log | head -n 3 2> /dev/null",
        "awk '{ print $1 }' /etc/hosts", "ps aux | sort -rnk 3 | head", "echo $(hostname)", "ip addr show",
    ])
    func `What is known to read gets its sign`(command: String) {
        let draft = draft(command)
        #expect(draft.readCount == 1 && draft.decisions.isEmpty, "\(draft.text)")
        #expect(draft.text.contains("    ? "))
    }

    @Test(arguments: [
        "rm -r /srv/old", "cat a > /etc/b", "curl -sXPOST http://localhost/", "curl -so page http://localhost/",
        "sed -ni p a",
        "sed -i s/a/b/ a", "find /srv -delete", "echo $(rm a)", "kubectl -n get delete pods",
        "ip addr add 10.0.0.1 dev eth0",
        "date 01020304", "hostname web2", "sort -uo a a", "uniq a b", "awk '{ system($1) }' a", "ls | xargs rm",
        "kubectl exec db-0 -- rm a", "ssh web1 uptime", "unheard-of --help", "systemctl restart nginx", "sudo tee a",
        "journalctl --vacuum-time=1d", "for a in b; do rm $a; done", "true && rm a", "dmesg -c", "A=1 rm a",
        "env -i rm a",
        "ls 'unclosed", "git log > log",
    ])
    func `Anything else is for a person to decide`(command: String) {
        let draft = draft(command)
        #expect(draft.readCount == 0 && draft.decisions.count == 1, "\(draft.text)")
        #expect(draft.text.contains("    todo \""))
    }

    @Test(arguments: [
        "ssh web1", "sudo -i", "vi a", "kubectl exec -it db-0 -- sh", "kubectl edit pod a", "tail -f log",
        "journalctl -f",
    ])
    func `What a person types into is no command`(command: String) {
        let draft = draft(command)
        #expect(draft.text.contains("    # \(command)\n") && draft.decisions.count == 1, "\(draft.text)")
        #expect(!draft.text.contains("    $ "))
    }

    @Test(arguments: [
        ("cp <old file> <new-file>", ["old_file", "new_file"], "$ cp $old_file $new_file"),
        ("cp {{ a.b }}/x y", ["a_b"], "$ cp $a_b/x y"),
        ("cp $SOURCE \"${TARGET}x\"", ["SOURCE", "TARGET"], "$ cp $SOURCE \"${TARGET}x\""),
        ("cp $HOME/a '<b>'", [], "$ cp \\$HOME/a '<b>'"),
        ("cp <run> <if>.d", ["run_value", "if_value"], "$ cp $run_value ${if_value}.d"),
        ("mount <1st> /mnt", [], "$ mount <1st> /mnt"),
    ])
    func `What is left open becomes a parameter`(command: String, names: [String], written: String) {
        let draft = draft(command)
        #expect(draft.parameters == names)
        #expect(draft.text.contains("    \(written)\n"), "\(draft.text)")
    }

    @Test func `Any bytes are a procedure, and what is written can be read again`() {
        for text in [
            "", "\n\n", "```", "```sh\n", "# ", "$ ", "```\ncat <<A\n", "a\\", "~~~\nx\n```\n~~~", "\u{0}\u{7F}",
            "$ 'x",
        ] {
            _ = ProcedureDraft(Procedure(name: "a.md", text: text))
            _ = ProcedureDraft(Procedure(name: "a.sh", text: text))
        }
    }
}
