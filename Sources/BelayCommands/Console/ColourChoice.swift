import ArgumentParser

enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case always
    case never
}

enum FormatChoice: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}
