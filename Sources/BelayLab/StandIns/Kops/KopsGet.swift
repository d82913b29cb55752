import BelayData

/// `kops get`.
enum KopsGet {
    private static let values = ["output": "o", "name": ""]

    static func cluster(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, flags: ["full": ""], values: values)
        if options.words.count > 1 { throw LabFailure("cannot specify more than one cluster") }
        let store = try Kops.store(options, word: options.words.first)
        let text = store.specification ?? ""
        return try show([options.has("full") ? full(text) : text], options)
    }

    static func groups(_ words: [String]) throws(LabFailure) -> Int32 {
        let options = try CommandOptions(words, values: values)
        let store = try Kops.store(options)
        var texts: [String] = []
        for name in options.words.isEmpty ? store.groupNames : options.words {
            guard let text = store.group(name) else { throw LabFailure("instancegroup not found: \"\(name)\"") }
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
        let filled = ["image": "k8s.gcr.io/etcd:2.2.1", "provider": "Legacy", "version": "2.2.1"]
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
