import Testing

/// The folders of a module in the order in which they rest on each other.
struct FolderOrder: CustomTestStringConvertible {
    var module: String
    /// Lowest first: the code of a folder may use what is declared in it and before it, and nothing that is declared after it.
    /// `.` is the module's own folder. A folder that is not named belongs to the nearest one around it that is.
    var folders: [String]

    var testDescription: String { module }

    /// A module that lies in one folder needs no row.
    static let all = [
        FolderOrder(module: "BelaySource", folders: [".", "Rendering"]),
        FolderOrder(
            module: "BelayData",
            folders: [
                ".", "Shell", "Time", "Numbers", "Value", "JSON", "Pattern", "Template", "YAML", "Difference", "Digest",
            ]),
        FolderOrder(
            module: "BelaySyntax",
            folders: ["Diagnostics", "Tree", "Reading", "Shell", "Lexer", "Parser", "Formatting"]),
        FolderOrder(
            module: "BelayLanguage",
            folders: ["Shell", "Types", "Program", "Phrases", "Index", "Scopes", "Diagnostics", "Rules", "Checking"]),
        FolderOrder(
            module: "BelayRuntime",
            folders: [
                "Values", "Effects", "Records", "History", "Context", "Performing", "Interpreter", "Runs",
                "Testing",
            ]),
        FolderOrder(
            module: "BelayReporting",
            folders: ["Text", "Outline", "Plan", "Run", "JSONLines", "Checking", "Testing", "Report", "Manual"]),
        FolderOrder(
            module: "BelayJournal",
            folders: ["Files", "Records", "Storage", "Runs", "Plans", "Approvals", "Locks", "Journal", "Shared"]),
        FolderOrder(module: "BelayStore", folders: ["Store", "Folder", "Program", "Serving"]),
        FolderOrder(
            module: "BelayTransports",
            folders: [
                "Commands", "Output", "Processes", "Shell", "Remote", "SSH/Mux", "SSH/Client", "SSH/Kept", "SSH",
                "Transports",
            ]),
        FolderOrder(
            module: "BelayUnits", folders: ["Text", "Files", "Settings", "Processes", "Manager", "Requests"]),
        FolderOrder(
            module: "BelayLab",
            folders: [
                "System", "Settings", "Cloud", "Etcd", "Node", "Containers", "Faults", "Machines", "StandIns",
                "StandIns/AWS",
                "StandIns/Kops", "StandIns/Kubectl", "Rehearsal", "Lab", ".",
            ]),
        FolderOrder(
            module: "BelayWorkspace",
            folders: [
                "Files", "Finding", "Configuration", "Tools", "Libraries", "Listing", "Parameters", ".", "Labs",
                "Drafts", "Import", "Secrets",
                "Session",
            ]),
        FolderOrder(module: "BelayCompletion", folders: ["Words", "Statements"]),
        FolderOrder(module: "BelayAgentServer", folders: ["Protocol", "Content", "Server"]),
        FolderOrder(module: "BelayLanguageServer", folders: ["Protocol", "Documents", "Features", "Server"]),
        FolderOrder(
            module: "BelayREPL", folders: ["Values", "Commands", "History", "Editor", "Completion"]),
        FolderOrder(
            module: "BelayCommands",
            folders: [
                "Console", "Drafting", "Formatting", "Terminal", "Prompting", "Approving", "Running", "Session",
                "Testing",
                "Rehearsing/Options",
                "Rehearsing/World", "Rehearsing/Keeper", "Rehearsing/Labs", "Rehearsing/Faults", "Rehearsing",
                "Agents", "Commands", "Entry",
            ]),
    ]

    func layers() throws -> FolderLayers {
        let root = "Sources/\(module)"
        var sources: [String: String] = [:]
        for file in try SourceTree.swiftFiles(in: root) {
            sources[String(file.dropFirst(root.count + 1))] = try SourceTree.text(file)
        }
        return FolderLayers(sources, folders: folders)
    }
}
