import BelayTestSupport
import Testing

@testable import BelayLab

@Suite("A lab of machines", .serialized)
struct MachineTests {
    /// - Parameter script: for bash on the operator's side.
    private func run(_ machines: String..., script: String) throws -> LabRun {
        try LabRun(words: ["machines"] + machines.flatMap { ["--machine", $0] } + ["--", "bash", "-uc", script])
    }

    /// The script is one that asks a real systemd as well, on a machine that may be spoilt.
    @Test func `systemctl answers as on a server`() throws {
        let script = try Repository.text("Tests/LabTests/Files/units.sh")
        let lab = try run("m1", script: "ssh root@m1 bash -s << 'END'\n\(script)\nEND")
        let wanted = try Repository.text("Tests/LabTests/Files/units.txt").split(separator: "\n")
        let printed = lab.output.split(separator: "\n")
        #expect(printed == wanted, "\(printed.difference(from: wanted).map { "\($0)" }.joined(separator: "\n"))")
    }

    @Test func `A machine has users, sudo and ssh, and nothing of who uses this one`() throws {
        let lab = try run(
            "web1", "db1",
            script: """
                ssh admin@web1 'hostname; id -un; sudo -n id -un; sudo -n -u nobody id -un; ls -A /home /srv; getent hosts db1'
                ssh root@web1 'ssh-keyscan -T 2 db1 2> /dev/null | wc -l; awk -F: "\\$3 >= 1000 && \\$3 < 60000 { print \\$1 }" /etc/passwd'
                ssh admin@web1 'date -s 2020-01-01; sudo -n date -s 2020-01-01; sudo -n touch /usr/escaped' 2>&1 | grep -c 'not permitted\\|denied\\|Read-only'
                """)
        #expect(
            lab.lines.filter { !$0.hasPrefix(".") } == [
                "web1", "admin", "root", "nobody", "/home:", "admin", "", "/srv:", "10.77.0.12      db1", "1", "admin",
                "3",
            ], "\(lab.output)")
    }

    @Test func `A reboot keeps the disk and starts what is enabled, and nothing else`() throws {
        let lab = try run(
            "m1=nginx",
            script: """
                ssh root@m1 'echo kept > /etc/kept; echo gone > /run/gone; printf "[Service]\\nExecStart=/bin/sleep 100\\n[Install]\\nWantedBy=multi-user.target\\n" > /etc/systemd/system/own.service; systemctl daemon-reload; systemctl -q enable --now own; systemctl -q disable nginx; systemctl is-active nginx' 2> /dev/null
                before=$(ssh root@m1 cat /proc/sys/kernel/random/boot_id)
                timeout 10 ssh root@m1 reboot
                for i in $(seq 100); do after=$(ssh -o ConnectTimeout=1 root@m1 cat /proc/sys/kernel/random/boot_id) && [ "$after" != "$before" ] && break; sleep 0.1; done
                ssh root@m1 'cat /etc/kept; ls /run/gone; systemctl is-active own nginx; systemctl is-enabled nginx'
                """)
        #expect(
            lab.output.hasPrefix("active\n")
                && lab.output.hasSuffix(
                    "kept\nls: cannot access '/run/gone': No such file or directory\nactive\ninactive\ndisabled\n"),
            "\(lab.output)")
    }

    @Test func `Faults of a machine spare the operator and the other machines`() throws {
        let lab = try run(
            "m1", "m2", "m3",
            script: """
                strike() { /proc/1/exe strike "$@" > /dev/null; }
                # Whether one hears the other's ssh.
                hears() { ssh -o ConnectTimeout=9 root@$1 "timeout 2 bash -c 'exec 3<>/dev/tcp/$2/22 && head -c 3 <&3'" && echo || echo no; }
                hears m1 m2
                strike network-cut m2; hears m1 m2; hears m2 m3; hears m1 m3
                strike unreachable m1; timeout 5 ssh -o ConnectTimeout=2 root@m1 true 2> /dev/null || echo unreachable
                strike disk-full m3; ssh root@m3 'head -c 1000000 /dev/zero > /var/tmp/x' 2>&1 | grep -o 'No space left on device'
                strike service-never-starts m3 ssh; ssh root@m3 'systemctl restart ssh' > /dev/null 2>&1 || echo kept
                strike machine-killed m3; timeout 5 ssh -o ConnectTimeout=2 root@m3 true 2> /dev/null || echo gone
                """)
        #expect(
            lab.lines == ["SSH", "no", "no", "SSH", "unreachable", "No space left on device", "kept", "gone"],
            "\(lab.output)")
    }

    @Test func `On a disk that is read-only nothing is enabled, disabled or masked, and each says why`() throws {
        let lab = try run(
            "m1=nginx",
            script: """
                ssh root@m1 'printf "[Service]\\nExecStart=/bin/sleep 100\\n[Install]\\nWantedBy=multi-user.target\\n" > /etc/systemd/system/own.service; systemctl daemon-reload'
                /proc/1/exe strike disk-read-only m1 > /dev/null
                for what in 'enable own' 'disable nginx' 'mask nginx'; do ssh root@m1 "systemctl $what 2>&1; echo \\$?; systemctl is-enabled ${what#* }"; done
                """)
        let folder = "/etc/systemd/system"
        let script = "nginx.service with SysV service script with /lib/systemd/systemd-sysv-install."
        #expect(
            lab.lines == [
                "Failed to enable unit: File \(folder)/multi-user.target.wants/own.service: Read-only file system", "1",
                "disabled", "Synchronizing state of \(script)",
                "Executing: /lib/systemd/systemd-sysv-install disable nginx",
                "Failed to disable unit: File \(folder)/multi-user.target.wants/nginx.service: Read-only file system",
                "1", "enabled", "Failed to mask unit: File \(folder)/nginx.service: Read-only file system", "1",
                "enabled",
            ], "\(lab.output)")
    }

    @Test func `A name that no machine can have is refused`() throws {
        let lab = try run("Web_1", script: "true")
        #expect(lab.status == 64)
        #expect(lab.output.contains("`Web_1` is not the name of a machine"))
    }
}
