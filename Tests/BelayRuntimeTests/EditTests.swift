import BelayRuntime
import Testing

@Suite("edit yaml")
struct EditTests {
    @Test func `Untouched lines stay, and the difference is shown`() async throws {
        let test = try TestRun(
            """
            runbook "Edit"
            param old: text
            param zone: text
            phase "One" {
                let new = edit yaml $old {
                    set spec.minSize = 0
                    append spec.etcdClusters[name=main].etcdMembers = [name=b, instanceGroup=master-$zone]
                    set metadata.labels["a.b"] = $zone
                    remove metadata.created
                }
                with input $new { $ kops replace -f - }
            }
            """)
        let old = """
            metadata:
              created: null  # by kops
            spec:
              etcdClusters:
              - etcdMembers:
                - instanceGroup: master-eu-west-1a
                  name: a
                name: main
              minSize: 1   # one
            """
        let dependencies = ScriptedWorld()
        let end = await test.run(on: dependencies, ["old": .text(old), "zone": .text("eu-west-1b")])
        #expect(end.outcome == .done)
        #expect(
            dependencies.effects.first?.input?.text.performed == """
                metadata:
                  labels:
                    a.b: eu-west-1b
                spec:
                  etcdClusters:
                  - etcdMembers:
                    - instanceGroup: master-eu-west-1a
                      name: a
                    - name: b
                      instanceGroup: master-eu-west-1b
                    name: main
                  minSize: 0   # one

                """)
        let differences = dependencies.events.compactMap { event -> String? in
            if case .said(_, .difference(let text)) = event { text } else { nil }
        }
        #expect(differences.count == 1)
        #expect(differences.first?.contains("+  minSize: 0   # one") == true)
    }

    @Test func `What cannot be edited fails the step`() async throws {
        let test = try TestRun(
            """
            runbook "Edit"
            param old: text
            phase "One" {
                let new = edit yaml $old { set spec.list[name=x].size = 1 }
                say $new
            }
            """)
        let end = await test.run(on: ScriptedWorld(), ["old": .text("spec:\n  list: []\n")])
        #expect(end.failure?.message.hasPrefix("`set spec.list[name=x].size` cannot be done: ") == true)
        let broken = await test.run(on: ScriptedWorld(), ["old": .text("a: [")])
        #expect(broken.failure?.message.hasPrefix("`$old` is not YAML that can be edited: ") == true)
    }
}
