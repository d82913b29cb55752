import BelayData
import Testing

@Suite struct YAMLEditingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        enum Edit: Sendable {
            case set(String, DataValue)
            case remove(String)
            case append(String, DataValue)
        }

        var old: String
        var edit: Edit
        var new: String

        init(_ old: String, _ edit: Edit, _ new: String) {
            self.old = old
            self.edit = edit
            self.new = new
        }

        var testDescription: String { "\(edit) in \(old.debugDescription)" }
    }

    static let scalars = [
        Case("a: 1\nb: 2\n", .set("a", 3), "a: 3\nb: 2\n"),
        Case("a:   1   # one\nb: 2\n", .set("a", "x"), "a:   x   # one\nb: 2\n"),
        Case("a: 'x'\n", .set("a", "z"), "a: z\n"), Case("a: x", .set("a", "z"), "a: z"),
        Case("a: x\r\nb: y\r\n", .set("a", "z"), "a: z\r\nb: y\r\n"),
        Case("a:\nb: 2\n", .set("a", 1), "a: 1\nb: 2\n"), Case("a: # why\nb: 2\n", .set("a", 1), "a: 1 # why\nb: 2\n"),
        Case("a: b\n  c\n  d # e\nf: g\n", .set("a", "x"), "a: x # e\nf: g\n"),
        Case("a:\n  b\n", .set("a", "c"), "a: c\n"),
        Case("a: |\n  b\n\n  c\n\nd: e\n", .set("a", "x"), "a: x\n\nd: e\n"),
        Case("a: |- # t\n  b\n", .set("a", "x"), "a: x # t\n"),
        Case("- a\n- b # c\n", .set("[1]", "x"), "- a\n- x # c\n"),
        Case("a:\n- b\n-\n", .set("a[1]", 1), "a:\n- b\n- 1\n"),
        Case("{a: 1, b: 2}", .set("b", "x"), "{a: 1, b: x}"),
        Case("a: {b: , c: 1}", .set("a.b", 2), "a: {b: 2 , c: 1}"), Case("{\"a\":1}", .set("a", 2), "{\"a\": 2}"),
        Case("a: [1, 2]", .set("a[0]", ["x": ["z", []]]), "a: [{x: [z, []]}, 2]"),
        Case("é: ü # ß\n", .set("é", "ö"), "é: ö # ß\n"), Case("\u{FEFF}a: 1\n", .set("a", 2), "\u{FEFF}a: 2\n"),
        Case("--- # x\na: 1\n", .set("a", 2), "--- # x\na: 2\n"), Case("a: 0644\n", .set("a", 644), "a: 644\n"),
        Case("a: yes\n", .set("a", "yes"), "a: \"yes\"\n"),
        Case("a: yes\n", .set("a", true), "a: true\n"),
        Case("a: 2026-11-23\n", .set("a", "2026-11-23"), "a: 2026-11-23\n"),
        Case("a: \"x\"\n", .set("a", "x"), "a: \"x\"\n"),
    ]

    static let blocks = [
        Case("a: 1\nb: 2\n", .set("a", ["x", "y"]), "a:\n- x\n- \"y\"\nb: 2\n"),
        Case("a: 1 # one\nb: 2", .set("a", ["x": 1]), "a: # one\n  x: 1\nb: 2"),
        Case("a:\n  - 1\nb: 2\n", .set("b", [3]), "a:\n  - 1\nb:\n  - 3\n"),
        Case("a:\n    b: 1\nc: 2\n", .set("c", ["d": ["e": 1]]), "a:\n    b: 1\nc:\n    d:\n        e: 1\n"),
        Case(
            "a:\n  # about b\n  b: 1 # one\n  c: 2 # two\n\n# about d\nd: 3\n", .set("a", 1),
            "a: 1\n\n# about d\nd: 3\n"),
        Case("a: # why\n- b\n- c\nd: 3\n", .set("a", "x"), "a: x # why\nd: 3\n"),
        Case("a:\n- b\n- c\n", .set("a", ["d"]), "a:\n- d\n"),
        Case("- a: 1\n  b: 2\n- c\n", .set("[0]", "x"), "- x\n- c\n"),
        Case("- a: 1\n  b: 2\n- c\n", .set("[1]", ["x": 1, "z": [1]]), "- a: 1\n  b: 2\n- x: 1\n  z:\n  - 1\n"),
        Case("- c # see\n", .set("[0]", ["x": 1, "z": 2]), "- x: 1 # see\n  z: 2\n"),
        Case(
            "l:\n-   a: 1\n    b: 2\n", .append("l", ["c": 3, "d": 4]), "l:\n-   a: 1\n    b: 2\n-   c: 3\n    d: 4\n"),
        Case("a: {}\nb: 1\n", .set("a.x.z", 1), "a:\n  x:\n    z: 1\nb: 1\n"),
        Case("a: [] # none\n", .append("a", "x"), "a: # none\n- x\n"),
        Case("a: 1\n", .set("a", [[1, 2], [["x": 1, "z": 2]]]), "a:\n- - 1\n  - 2\n- - x: 1\n    z: 2\n"),
        Case("a: 1\n", .set("a", [:]), "a: {}\n"),
        Case("a: 1\n", .set("a", "x\ny\n"), "a: |\n  x\n  y\n"),
        Case("a: 1", .set("a", "x\n\ny"), "a: |-\n  x\n\n  y\n"),
        Case("- 1\n", .set("[0]", "x\ny"), "- |-\n  x\n  y\n"),
        Case("a: 1\n", .set("a", " x\ny"), "a: \" x\\ny\"\n"),
        Case("a: 1\r\nb: 2\r\n", .set("a", ["x\ny", ["k": 1]]), "a:\r\n- |-\r\n  x\r\n  y\r\n- k: 1\r\nb: 2\r\n"),
        Case("a: 1\n    # deep\nb: 2\n", .set("a", "x\ny"), "a: \"x\\ny\"\n    # deep\nb: 2\n"),
    ]

    static let additions = [
        Case("a: 1\n", .set("b", 2), "a: 1\nb: 2\n"), Case("a: 1", .set("b", 2), "a: 1\nb: 2"),
        Case("", .set("a.b", [1]), "a:\n  b:\n  - 1\n"), Case("# empty\n", .set("a", 1), "# empty\na: 1\n"),
        Case("# empty", .set("a", 1), "# empty\na: 1"), Case("{}\n", .set("a", 1), "a: 1\n"),
        Case("--- {}\n", .set("a", 1), "--- \na: 1\n"), Case("a:\n", .set("a.b.c", 1), "a:\n  b:\n    c: 1\n"),
        Case("a: ~ # x\n", .set("a.b", 1), "a: # x\n  b: 1\n"),
        Case("a:\n  b: 1 # one\n\n# end\nc: 2\n", .set("a.x", 1), "a:\n  b: 1 # one\n  x: 1\n\n# end\nc: 2\n"),
        Case("a: {b: 1}\n", .set("a.c", ["x": 1]), "a: {b: 1, c: {x: 1}}\n"),
        Case("a: {b: 1,}\n", .set("a.c", 1), "a: {b: 1, c: 1}\n"),
        Case("a: {\n  b: 1, # one\n}\n", .set("a.c", 1), "a: {\n  b: 1, c: 1 # one\n}\n"),
        Case("a:\n- 1\n", .append("a", [2, 3]), "a:\n- 1\n- 2\n- 3\n"),
        Case("a:\n  - 1 # one\nb: 2\n", .append("a", 2), "a:\n  - 1 # one\n  - 2\nb: 2\n"),
        Case("a: [1]\n", .append("a", [2, ["x, y": 1]]), "a: [1, 2, {'x, y': 1}]\n"),
        Case("a: 1\n", .append("b.c", "x"), "a: 1\nb:\n  c:\n  - x\n"), Case("a:\n", .append("a", 1), "a:\n- 1\n"),
        Case("a: 1\n", .append("b", []), "a: 1\n"), Case("a:\n- 1\n", .append("a", [[2]]), "a:\n- 1\n- - 2\n"),
        Case("a: |\n  x\n", .set("b", 1), "a: |\n  x\nb: 1\n"), Case("a: |", .set("b", 1), "a: |\nb: 1"),
        Case("a: |\n  x", .set("b", 1), "a: |\n  x\nb: 1"),
        Case("a: |+\n  x\n\n", .set("b", 1), "a: |+\n  x\n\nb: 1\n"),
        Case("a: x\n  y # z\n", .set("b", 1), "a: x\n  y # z\nb: 1\n"),
        Case("- a: 1\n- b: 2\n", .set("[0].c", 3), "- a: 1\n  c: 3\n- b: 2\n"),
        Case("a: 1\n", .set("b c", "d: e"), "a: 1\nb c: 'd: e'\n"),
    ]

    static let removals = [
        Case("a: 1\nb: 2 # two\nc: 3\n", .remove("b"), "a: 1\nc: 3\n"), Case("a: 1\nb: 2", .remove("b"), "a: 1"),
        Case("a: 1\r\nb: 2", .remove("b"), "a: 1"), Case("a: 1\nb: 2\n", .remove("c"), "a: 1\nb: 2\n"),
        Case("a: 1\n", .remove("a.b.c"), "!expected a mapping at a, found the number 1"),
        Case("a:\n", .remove("a.b"), "a:\n"),
        Case("a: 1\nb: 2\n", .remove("b.x"), "!expected a mapping at b, found the number 2"),
        Case("a: # why\n  b: 1\n", .remove("a.b"), "a: {} # why\n"), Case("a: 1\n", .remove("a"), "{}\n"),
        Case("- 1\n", .remove("[0]"), "[]\n"), Case("- a: 1\n", .remove("[0].a"), "- {}\n"),
        Case("- a: 1\n  b: 2\n", .remove("[0].a"), "- b: 2\n"),
        Case("- a: 1\n  # why\n  b: 2\n", .remove("[0].a"), "-\n  # why\n  b: 2\n"),
        Case("- - 1\n  - 2\n", .remove("[0][0]"), "- - 2\n"),
        Case("a:\n- x\n- y\n- z\n", .remove("a[1]"), "a:\n- x\n- z\n"), Case("a:\n- x\n", .remove("a[1]"), "a:\n- x\n"),
        Case("a: [1, 2, 3]", .remove("a[0]"), "a: [2, 3]"), Case("a: [1, 2, 3,]", .remove("a[2]"), "a: [1, 2,]"),
        Case("{a: 1, b: 2}", .remove("b"), "{a: 1}"), Case("{a: 1}", .remove("a"), "{}"),
        Case("a:\n  b: |\n    x\n  c: 1\n", .remove("a.b"), "a:\n  c: 1\n"),
        Case("a:\n  x: 1\n    # deep\n\n  # about y\n  y: 2\n", .remove("a.x"), "a:\n\n  # about y\n  y: 2\n"),
        Case("a: |+\n  x\n\nb: 1\n\nc: 2\n", .remove("b"), "a: |+\n  x\n\nc: 2\n"),
        Case("a: |\n  x\nb: 1\n  # deep\nc: 2\n", .remove("b"), "a: |\n  x\nc: 2\n"),
    ]

    @Test(arguments: scalars + blocks + additions + removals)
    func `An edit gives the text that it should`(example: Case) throws {
        var document = try YAMLDocument(example.old)
        let path: YAMLPath
        do throws(YAMLEditError) {
            switch example.edit {
            case .set(let text, let value):
                path = YAMLPath(written: text)
                try document.set(path, to: value)
            case .remove(let text):
                path = YAMLPath(written: text)
                try document.remove(path)
            case .append(let text, let value):
                path = YAMLPath(written: text)
                try document.append(value, to: path)
            }
            #expect(document.text.debugDescription == example.new.debugDescription)
        } catch {
            #expect("!" + error.message == example.new)
            #expect(document.text == example.old)
        }
    }

    @Test(arguments: [
        ("a: 1\n", "a.b", "expected a mapping at a, found the number 1"),
        ("a: x\n", "a.b", "expected a mapping at a, found a string"),
        ("- 1\n", "a", "expected a mapping at the document, found a list"),
        ("a: {}\n", "a[0]", "expected a list at a, found a mapping"), ("a: [x]\n", "a[1]", "a has one element"),
        ("a: [x, y]\n", "a[2]", "a has 2 elements, counted from 0"),
        ("a: []\n", "a[0]", "a has no elements to choose from"),
        ("a:\n", "a[n=x].b", "a has no elements to choose from"),
        ("a: [{n: x}, {n: 2}]\n", "a[n=y].b", "no element of a has n=y; there are x, 2"),
        ("a: [{m: x}, 1]\n", "a[n=y].b", "no element of a has n=y; none has a n"),
        ("a: [{n: x}, {n: x}]\n", "a[n=x].b", "2 elements of a have n=x"),
        ("a: {b: [1]}\n", "a.b.c", "expected a mapping at a.b, found a list"),
        ("a: 1\n", "", "the path is empty"),
    ])
    func `An edit that fits nowhere is refused, and the text stays`(text: String, path: String, message: String) throws
    {
        var document = try YAMLDocument(text)
        let error = #expect(throws: YAMLEditError.self) { try document.set(YAMLPath(written: path), to: 1) }
        #expect(error?.message == message)
        #expect(error?.path == YAMLPath(written: path))
        #expect(document.text == text)
    }

    @Test func `An append to what is not a list is refused`() throws {
        var document = try YAMLDocument("a: {b: 1}\n")
        let error = #expect(throws: YAMLEditError.self) { try document.append(1, to: YAMLPath(written: "a.b")) }
        #expect(error?.description == "a.b: expected a list at a.b to append to, found the number 1")
    }

    /// The edits of the kops library, which have to give what kops itself wrote.
    @Test func `Adding two masters gives the cluster of three`() throws {
        var document = try YAMLDocument(KopsSample.cluster.text)
        let added: DataValue = [
            ["instanceGroup": "master-eu-west-1b", "name": "b"], ["instanceGroup": "master-eu-west-1c", "name": "c"],
        ]
        for name in ["main", "events"] {
            try document.append(added, to: YAMLPath(written: "spec.etcdClusters[name=\(name)].etcdMembers"))
        }
        #expect(try document.text == KopsSample.clusterOfThree.text)
    }

    @Test func `An instance group is written for another zone`() throws {
        let old = try KopsSample.instanceGroup.text
        var document = try YAMLDocument(old)
        try document.set(YAMLPath(written: "metadata.name"), to: "master-eu-west-1b")
        try document.remove(YAMLPath(written: "metadata.creationTimestamp"))
        let label: [YAMLPath.Step] = [.field("spec"), .field("nodeLabels"), .field("kops.k8s.io/instancegroup")]
        try document.set(YAMLPath(label), to: "master-eu-west-1b")
        try document.set(YAMLPath(written: "spec.subnets"), to: ["eu-west-1b"])
        try document.set(YAMLPath(written: "spec.minSize"), to: 1)
        try document.set(YAMLPath(written: "spec.maxSize"), to: 1)
        #expect(
            UnifiedDiff(from: old, to: document.text).text == """
                @@ -1,17 +1,16 @@
                 apiVersion: kops/v1alpha2
                 kind: InstanceGroup
                 metadata:
                -  creationTimestamp: 2026-11-23T09:24:15Z
                   labels:
                     kops.k8s.io/cluster: example.com
                -  name: master-eu-west-1c
                +  name: master-eu-west-1b
                 spec:
                   image: kope.io/k8s-1.9-debian-jessie-amd64-hvm-ebs-2018-03-11
                   machineType: m3.medium
                -  maxSize: 0
                -  minSize: 0
                +  maxSize: 1
                +  minSize: 1
                   nodeLabels:
                -    kops.k8s.io/instancegroup: master-eu-west-1c
                +    kops.k8s.io/instancegroup: master-eu-west-1b
                   role: Master
                   subnets:
                -  - eu-west-1c
                +  - eu-west-1b

                """)
    }

    /// The environment of a new member, as the procedure changes it.
    @Test func `A manifest is made to join the cluster`() throws {
        var document = try YAMLDocument(KopsSample.secondMain.text)
        let state = YAMLPath(written: "spec.containers[name=etcd-container].env[name=ETCD_INITIAL_CLUSTER_STATE].value")
        try document.set(state, to: "existing")
        try document.append(
            ["name": "ETCD_FORCE_NEW_CLUSTER", "value": "1"], to: YAMLPath(written: "spec.containers[0].env"))
        #expect(
            UnifiedDiff(from: try KopsSample.secondMain.text, to: document.text, context: 0).text == """
                @@ -32,1 +32,1 @@
                -      value: new
                +      value: existing
                @@ -36,0 +37,2 @@
                +    - name: ETCD_FORCE_NEW_CLUSTER
                +      value: "1"

                """)
    }

    @Test func `Paths read as they are written`() {
        let path = YAMLPath([
            .field("spec"), .field("a.b"), .index(0), .selection(field: "name", value: "main"), .field("x-y_1"),
        ])
        #expect(path.description == #"spec["a.b"][0][name=main].x-y_1"#)
    }
}

extension YAMLPath {
    /// A path of plain fields, indexes and selections, from its notation.
    init(written text: String) {
        var steps: [Step] = []
        for piece in text.split(whereSeparator: { $0 == "." || $0 == "[" }) {
            if piece.hasSuffix("]") {
                let inside = piece.dropLast().split(separator: "=")
                steps.append(
                    inside.count == 2
                        ? .selection(field: String(inside[0]), value: String(inside[1])) : .index(Int(inside[0]) ?? 0))
            } else {
                steps.append(.field(String(piece)))
            }
        }
        self.init(steps)
    }
}
