import BelayData

/// `kops get`.
enum KopsGet {
    private static let values = ["output": "o", "name": ""]

    static func cluster(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, flags: ["full": ""], values: values)
        if options.words.count > 1 { throw LabFailure("cannot specify more than one cluster") }
        let store = try Kops.store(
            options, word: options.words.first, refusal: "cannot mix --name for cluster with positional arguments")
        let text = store.specification ?? ""
        if options.has("full") { print(fullWarning) }
        return try show([options.has("full") ? full(text) : text], options)
    }

    /// What kops 1.8 to 1.20 print before a full specification, on standard output and in every format.
    private static let fullWarning = """

        //
        //   WARNING: Do not use a '--full' cluster specification to define a Kubernetes installation.
        //   You may experience unexpected behavior and other bugs.  Use only the required elements
        //   and any modifications that you require.
        //
        //   Use the following command to retrieve only the required elements:
        //   $ kops get cluster -o yaml
        //

        """

    static func groups(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, values: values)
        let store = try Kops.store(options)
        var texts: [String] = []
        for name in options.words.isEmpty ? store.groupNames : options.words {
            guard let text = store.group(name) else { throw LabFailure("instancegroup not found \"\(name)\"") }
            texts.append(text)
        }
        return try show(texts, options)
    }

    private static func show(_ texts: [String], _ options: CommandOptions) throws(LabFailure) -> Int32 {
        switch options.values["output"] {
        case "yaml": print(texts.joined(separator: "\n---\n\n"), terminator: "")
        case "json":
            // One alone is an object, several are a list.
            var objects: [String] = []
            for text in texts { objects.append(try Kops.data(text).text) }
            print(objects.count == 1 ? objects[0] : "[\(objects.joined(separator: ","))]")
        case .some(let format): throw LabFailure("Unknown output format: \"\(format)\"")
        case nil: throw LabFailure("the kops of this lab prints no tables; ask with -o yaml or -o json")
        }
        return 0
    }

    /// With what kops fills in for etcd.
    private static func full(_ text: String) throws(LabFailure) -> String {
        var filled = ["image": "k8s.gcr.io/etcd:2.2.1", "version": "2.2.1"]
        if try KopsRelease.here().fillsInProvider { filled["provider"] = "Legacy" }
        do {
            var document = try YAMLDocument(text)
            let count = document.tree["spec"]?["etcdClusters"]?.array?.count ?? 0
            for number in 0..<count {
                for (name, value) in filled.sorted(by: { $0.key < $1.key })
                where document.tree["spec"]?["etcdClusters"]?[number]?[name] == nil {
                    let path: [YAMLPath.Step] = [.field("spec"), .field("etcdClusters"), .index(number), .field(name)]
                    try document.set(YAMLPath(path), to: .string(value))
                }
            }
            return document.text
        } catch {
            throw LabFailure("\(error)")
        }
    }
}
