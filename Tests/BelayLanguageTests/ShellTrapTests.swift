import BelayLanguage
import BelaySource
import Testing

@Suite("Shell text that cannot mean what it seems to is a warning")
struct ShellTrapTests {
    private func codes(_ statement: String) -> [String] {
        let runbook = "runbook \"T\" \"t\"\nparam app: text\nphase \"P\" {\n    \(statement)\n    say \"$app\"\n}\n"
        return Project(runbook).check().diagnostics.map(\.code)
    }

    @Test(
        arguments: [
            ("$ cd /srv", "B0144"), ("? cd /srv", "B0144"), ("$ pushd /srv", "B0144"), ("$ cd $app", "B0144"),
            ("$ export A=b", "B0145"), ("$ A=b", "B0145"), ("$ A=b C=$app", "B0145"), ("$ A=$(date)", "B0145"),
            ("? source /etc/profile", "B0145"), ("$ umask 077", "B0145"), ("$ a; b", "B0146"),
            ("$ a x ; b y; c", "B0146"),
            ("let x = $ a; b", "B0146"), ("$ echo {{ app }}", "B0147"), ("$ echo '{{app}}'", "B0147"),
            ("say \"{{ app.name }}\"", "B0147"),
        ])
    func `These are warned of`(_ statement: String, _ code: String) {
        #expect(codes(statement) == [code], "\(statement)")
    }

    @Test(
        arguments: [
            "$ cd /srv && make", "$ cd /srv; make", "if (? cd /srv) { $ x }", "$ (cd /srv; make)", "$ A=b make",
            "$ export A=b; make", "$ A=b; make \\$A", "$ a && b", "$ a || b", "? a; b", "$ for i in 1 2; do a; b; done",
            "$ if a; then b; fi", "$ a & b", "$ echo {{ other }}", "? docker inspect -f '{{.Id}}' x",
            "? docker inspect -f '{{ .app }}' x", "$ A=b > file", "$ echo a; b", "$ set -x; a",
            "$ \"\"\"\n        cd /srv\n        make\n        \"\"\"",
        ])
    func `These are not`(_ statement: String) { #expect(codes(statement) == [], "\(statement)") }
}
