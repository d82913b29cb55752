import BelayLanguage
import BelaySource
import Testing

@Suite("A `?` before what plainly changes something is a warning")
struct ReadsThatChangeTests {
    private func warns(_ command: String) -> Bool {
        let runbook = "runbook \"T\" \"t\"\nphase \"P\" {\n    ? \(command)\n}\n"
        return Project(runbook).check().diagnostics.contains { $0.code == "B0442" }
    }

    @Test(
        arguments: [
            "rm x", "sudo rm x", "sudo -u bob rm x", "timeout 5 rm x", "timeout -k 1 5 rm x", "nice -n 5 rm x",
            "env A=b rm x", "find . -name x -delete", "find . -exec rm {} \\;", "ls | xargs -n 1 rm -f", "crontab -r",
            "sed -i s/a/b/ f", "sed -ni p f", "perl -pi -e s/a/b/ f", "dd if=a of=/dev/sda", "umount /mnt",
            "iptables -F", "zfs destroy pool/x", "terraform destroy", "helm upgrade a b", "echo a > file", "cp a b",
            "systemctl restart nginx", "apt-get install -y x", "fdisk /dev/sda", "mkfs.ext4 /dev/sda1",
        ])
    func `These change something`(_ command: String) { #expect(warns(command), "\(command)") }

    @Test(
        arguments: [
            "ls", "sudo -u bob cat x", "timeout 5 curl -s http://x", "find . -name x", "find . -exec cat {} \\;",
            "ls | xargs -n 1 cat", "crontab -l", "sed -n p f", "perl -MList::Util -ne print f", "dd if=a of=/dev/null",
            "iptables -L", "zfs list", "terraform plan", "helm list", "echo a > /dev/null", "cp a /dev/stdout",
            "systemctl status nginx", "apt-get -s upgrade", "fdisk -l", "useradd -D", "mkfs.ext4 -n /dev/sda",
            "grep -i rm f", "echo rm x", "git log", "docker ps",
        ])
    func `These only read`(_ command: String) { #expect(!warns(command), "\(command)") }
}
