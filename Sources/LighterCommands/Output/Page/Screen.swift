/// What a page is written on: how wide it is, and what it can show.
struct Screen {
    /// Columns; nil where nothing limits them, as in a file.
    let width: Int?
    let palette: Palette
    let glyphs: Glyphs

    /// - Parameters:
    ///   - output: where the page goes.
    ///   - variables: of the environment. `COLUMNS` goes before what the terminal says.
    init(_ output: TextStream, _ color: ColorChoice, variables: [String: String]) {
        width = variables["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? output.size?.columns
        palette = Palette(color, isTerminal: output.isTerminal, variables: variables)
        glyphs = Glyphs(variables)
    }
}

/// The characters that lines and bars are drawn with.
enum Glyphs {
    case unicode
    case ascii

    /// What the locale can show (POSIX, section 8.2: the first of the three that is set counts): `language.codeset@modifier`.
    init(_ variables: [String: String]) {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty } ?? ""
        let codeset = locale.prefix { $0 != "@" }.split(separator: ".").last?.lowercased()
        let isUnicode = codeset == "utf-8" || codeset == "utf8"
        self = isUnicode && variables["TERM"] != "dumb" ? .unicode : .ascii
    }

    /// A text with the signs that sentences of ours have, as far as they can be shown. Data stays as it is.
    func spelled(_ text: String) -> String {
        guard self == .ascii, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.replacing("…", with: ellipsis).replacing("\u{2212}", with: "-").replacing("\u{2013}", with: "-")
    }

    /// Behind what goes on.
    var ellipsis: String { self == .unicode ? "…" : "..." }
}
