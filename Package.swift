// swift-tools-version: 6.2
import PackageDescription

/// The strict settings of every Swift target.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// One layer of the program: an arrow only points down, see ARCHITECTURE.md.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "belay",
    products: [
        .executable(name: "belay", targets: ["belay"]),
        .executable(name: "belay-lab", targets: ["belay-lab"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        layer("BelaySource"),
        layer("BelayData"),
        layer("BelayRPC", ["BelayData"]),
        layer("BelaySyntax", ["BelaySource"]),
        layer("BelayLanguage", ["BelaySyntax", "BelaySource", "BelayData"]),
        layer("BelayRuntime", ["BelayLanguage", "BelaySource", "BelayData"]),
        layer("BelayReporting", ["BelayRuntime", "BelayLanguage", "BelaySource", "BelayData"]),
        layer("BelayCompletion", ["BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource"]),
        .target(name: "CBelaySystem"),
        layer("BelaySystem", ["CBelaySystem", "BelayData"]),
        layer("BelayStore", ["BelaySystem", "BelayData", "CBelaySystem"]),
        layer(
            "BelayJournal", ["BelayStore", "BelaySystem", "BelayRuntime", "BelayLanguage", "BelaySource", "BelayData"]),
        layer("BelayTransports", ["BelaySystem", "BelayRuntime", "BelayLanguage", "BelayData", "CBelaySystem"]),
        .target(name: "CBelayUnits"),
        .target(name: "CBelayLab", dependencies: ["CBelayUnits"]),
        layer("BelayUnits", ["BelaySystem", "CBelayUnits"]),
        layer("BelayLab", ["BelayUnits", "BelaySystem", "BelayData", "CBelayLab"]),
        .executableTarget(name: "belay-lab", dependencies: ["BelayLab"], swiftSettings: strict),
        layer(
            "BelayWorkspace",
            ["BelaySystem", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource", "BelayData"]),
        .target(name: "CLibEdit", exclude: ["README.md"], linkerSettings: [.linkedLibrary("edit")]),
        layer(
            "BelayREPL",
            [
                "BelayCompletion", "CBelaySystem", "BelaySystem", "CLibEdit", "BelayWorkspace", "BelayReporting",
                "BelayRuntime",
                "BelayLanguage",
                "BelaySyntax", "BelaySource",
            ]),
        layer(
            "BelayLanguageServer",
            [
                "BelayCompletion",
                "BelayWorkspace", "BelaySystem", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource",
                "BelayRPC", "BelayData",
            ]),
        layer("BelayAgentServer", ["BelayRPC", "BelaySystem", "BelayData"]),
        layer(
            "BelayCommands",
            [
                "BelayREPL", "BelayLanguageServer", "BelayAgentServer", "BelayCompletion",
                "BelaySource", "BelaySyntax", "BelayLanguage", "BelayRuntime", "BelayReporting", "BelayJournal",
                "BelayTransports", "BelayLab", "BelayWorkspace", "BelayData", "BelaySystem", "BelayStore",
                "CBelaySystem", argumentParser,
            ]),
        .executableTarget(name: "belay", dependencies: ["BelayCommands"], swiftSettings: strict),
        .executableTarget(
            name: "StageBench", dependencies: ["BelayLanguage", "BelaySyntax", "BelaySource"],
            path: "bench/StageBench", swiftSettings: strict),
        .executableTarget(
            name: "SessionBench", dependencies: ["CBelaySystem"], path: "bench/SessionBench", swiftSettings: strict),
        .executableTarget(
            name: "EnduranceBench",
            dependencies: [
                "BelayJournal", "BelayReporting", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource",
                "BelayData",
            ],
            path: "bench/EnduranceBench", swiftSettings: strict),
        tests("ArchitectureTests", []),
        tests(
            "BelayReportingTests",
            [
                "BelayReporting", "BelayTransports", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource",
                "BelayData",
            ]),
        .testTarget(
            name: "BelayCommandsTests",
            dependencies: ["BelayCommands", "BelayData", "CBelaySystem", "BelayTestSupport", "belay", "belay-lab"],
            path: "Tests/BelayCommandsTests", swiftSettings: strict),
        tests(
            "RehearsingTests",
            [
                "BelayCommands", "BelayLab", "BelayRuntime", "BelaySyntax", "BelaySource", "BelayData",
                "BelayTestSupport",
            ]),
        tests(
            "EndToEndTests",
            [
                "BelayTransports", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource", "BelayData",
                "BelayTestSupport",
            ]),
        .testTarget(
            name: "WalkthroughTests", dependencies: ["BelayData", "BelayTestSupport", "belay", "belay-lab"],
            path: "Tests/WalkthroughTests", swiftSettings: strict),
        tests(
            "BelayREPLTests",
            [
                "BelayREPL", "BelayCompletion", "BelayWorkspace", "BelayReporting", "BelayRuntime", "BelayLanguage",
                "BelaySyntax", "BelaySource",
            ]),
        .testTarget(
            name: "BelayLanguageServerTests",
            dependencies: [
                "BelayLanguageServer", "BelayWorkspace", "BelayLanguage", "BelaySyntax", "BelaySource", "BelaySystem",
                "BelayRPC", "BelayData", "BelayTestSupport", "belay",
            ],
            path: "Tests/BelayLanguageServerTests", exclude: ["Editor", "Python", "Neovim"], swiftSettings: strict),
        .testTarget(
            name: "BelayAgentServerTests",
            dependencies: [
                "BelayAgentServer", "BelayRPC", "BelayData", "BelayTestSupport", "belay",
            ],
            path: "Tests/BelayAgentServerTests", exclude: ["Python"], swiftSettings: strict),
        .testTarget(
            name: "CrashTests", dependencies: ["BelayData", "BelayTestSupport", "belay"], path: "Tests/CrashTests",
            exclude: ["Files"], swiftSettings: strict),
        tests("BelaySourceTests", ["BelaySource"]),
        tests("BelayUnitsTests", ["BelayUnits"]),
        tests(
            "BelayRuntimeTests",
            ["BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource", "BelayData", "BelayTestSupport"]),
        tests(
            "BelayLanguageTests",
            ["BelayWorkspace", "BelayLanguage", "BelaySyntax", "BelaySource", "BelayData", "BelayTestSupport"]),
        tests("BelaySyntaxTests", ["BelaySyntax", "BelaySource", "BelayTestSupport"]),
        tests("BelayDataTests", ["BelayData", "BelayTestSupport"]),
        .testTarget(
            name: "ReferenceTests",
            dependencies: [
                "BelayReporting", "BelayTransports", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource",
                "BelayData", "BelayTestSupport",
            ],
            path: "Tests/ReferenceTests", exclude: ["Python"], swiftSettings: strict),
        tests(
            "BelayJournalTests",
            [
                "BelayJournal", "BelayStore", "BelaySystem", "BelayRuntime", "BelayLanguage", "BelaySource",
                "BelayData", "BelayTestSupport",
            ]),
        .testTarget(
            name: "BelayStoreTests",
            dependencies: ["BelayStore", "BelaySystem", "BelayData", "BelayTestSupport", "belay"],
            path: "Tests/BelayStoreTests", swiftSettings: strict),
        tests("BelayLabTests", ["BelayLab", "BelaySystem"]),
        .testTarget(
            name: "LabTests",
            dependencies: [
                "BelayLab", "CBelayLab", "BelaySystem", "BelayData", "BelayTestSupport", "belay", "belay-lab",
            ],
            path: "Tests/LabTests", exclude: ["Files"], swiftSettings: strict),
        tests(
            "BelayWorkspaceTests",
            [
                "BelayWorkspace", "BelayRuntime", "BelayLanguage", "BelaySyntax", "BelaySource", "BelayData",
                "BelayTestSupport",
            ]),
        tests(
            "ScenarioTests",
            [
                "BelayJournal", "BelayTransports", "BelayWorkspace", "BelayRuntime", "BelayLanguage", "BelaySyntax",
                "BelaySource", "BelayData", "BelayTestSupport",
            ]),
        .target(
            name: "BelayTestSupport", dependencies: ["BelayData", "CBelaySystem"], path: "Tests/BelayTestSupport",
            swiftSettings: strict),
        tests(
            "BelayTransportsTests",
            ["BelayTransports", "BelayRuntime", "BelaySyntax", "BelayData", "BelayTestSupport"]),
        tests("BelaySystemTests", ["BelaySystem", "BelayData", "BelayTestSupport"]),
    ]
)
