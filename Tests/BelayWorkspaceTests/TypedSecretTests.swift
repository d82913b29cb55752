import BelayLanguage
@testable import BelayWorkspace
import Testing

@Suite("Secrets in what is typed")
struct TypedSecretTests {
    private func workspace() throws -> SessionWorkspace {
        let tree = TemporaryTree()
        let runbook = """
            runbook "Secrets" "Has phrases that take them."
            action store (p: secret) in (place: path) { with env P=$p { $ true } }
            action log in [password: secret] [keys: list of secret = []] { with env P=$password { $ true } }
            action greet (name: text) { say "$name" }
            type password = secret
            type passwords = list of password
            action keep (all: list of secret) in (place: path) { $ true }
            action add (count: number) to (all: passwords) { $ true }
            probe password of (who: text) gives secret { give ? pass show x }
            probe password behind (key: secret) gives secret { give ? pass show x }

            """
        tree.write(runbook, to: "work/a.runbook")
        var workspace = try #require(SessionWorkspace(Workspace.load("a.runbook", tree.surroundings)))
        workspace.accept(workspace.check("let p: secret = ? true\nlet q = 5\n"))
        return workspace
    }

    @Test(
        arguments: [
            "let p: secret = \"x\"", "if no { let p: secret = \"x\" }", "let p: list of secret = [\"x\"]",
            "param p: secret = \"x\"", "action a [p: secret = \"x\"] { }", "let p: secret = \"x\" )",
            "store \"x\" in y", "if no { store \"x\" in y }", "store x in y", "store \"x\" in",
            "store \"x\" in y )", ":plan store \"x\" in y", "log in password=\"x\"", "log in keys=[\"x\"]",
            "store (\"x\") in y", "store (\"x\"", "store \"$p-x\" in y", "store [\"x\", \"y\"] int y",
            "keep [\"x\", \"y\"] in z", "add (count of [1, (2)]) to [\"x\"]", "log in password = \"x\"",
            "let p:secret = \"x\"", "let p: password = \"x\" )", ":plan let p: list of passwords = [[\"x\"]]",
            "type pw = secret\nlet p: pw = \"x\" )", "let p: secret = if yes then \"x\" else $q",
            "action put (p: secret) { }\nput \"x\" )", "type pw = secret\nprobe put (p: pw) { }\nput \"x\" )",
            "target put [p: list of secret] { }\nput p=[\"x\"] )", "probe pw gives secret { give \"x\" }",
            "probe pw gives passwords {\n    give [\"x\"]\n}",
            "probe pw gives secret {\n    let v = \"x\"\n    give $v\n}", "let v: text = abc\nlet p: secret = $v",
            "let s = 5\nstore $s in y",
            "let s: secret = \"$ecret\"", "let s: secret = $ecret", "let s: secret = \"${ecret.p}\"",
            "let s: secret \"x\"",
            "let s: secret x", "let s:secret \"x\"", "let s: list of secret [\"x\"]", "store $ecret in y",
            "log in password=$ecret", "let s: secret = \"$p$q\"", "let s: secret = password of $q x",
            "let s: secret = password behind \"x\"", "let s: secret = password",
        ])
    func `They are known wherever they are, also where nothing checks or runs`(text: String) throws {
        #expect(try workspace().holdsSecret(text))
    }

    @Test(
        arguments: [
            "store $p in y", "log in password=$p", "action store (p: secret) in (place: path) { }",
            "greet \"x\"", "let secret = 5", "ask p: secret \"Which?\"", "say \"secret = x\"", "let p: text = \"x\"",
            "let p: secret = $q", "let p: secret = ? pass show x", "let p: list of secret = [$q, (? pass show x)]",
            "let password = 5", "store \"$p\" in y", "store \"${p.q}\" in y", "store ($p) in \"x\"", "store",
            "keep [$p, $q] in \"x\"", "keep (all: list of secret) in (place: path)", "if no { let p: secret = $q }",
            "type state = a | b\nlet s: state = a", "probe pw gives secret { give ? pass show x }",
            "probe word gives text { give \"x\" }", "action put (p: secret) { }\nput $p )", "let p: secret =",
            "let s: secret = $run.id", "let s: secret = \"$failure\"",
            "param s: secret \"whom\"",
            "for s in $all {\nstore $s in y\n}", "let s: secret = password of db1",
            "let s: secret = password of \"db 1\"",
            "let s: secret = password behind $p", "let s: secret $p",
        ])
    func `A name, a definition and another phrase hold none`(text: String) throws {
        #expect(try !workspace().holdsSecret(text))
    }
}
