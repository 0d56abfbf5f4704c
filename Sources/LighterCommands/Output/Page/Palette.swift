/// What a text means, to be shown in colour where there are colours. It never says anything that the text does not.
enum Tone {
    case plain
    /// What gains, what is bought, what is well.
    case gain
    /// What loses, what is sold, what failed.
    case loss
    /// What should be looked at.
    case warning
    /// What matters less than the rest.
    case faint
    /// What a reader looks for.
    case strong
}

/// Colours, or none (no-color.org, bixense.com/clicolors).
struct Palette {
    private let isOn: Bool

    init(_ choice: ColorChoice, isTerminal: Bool, variables: [String: String]) {
        switch choice {
        case .always: isOn = true
        case .never: isOn = false
        case .auto:
            let isRefused = variables["NO_COLOR"]?.isEmpty == false
            let isForced = !["", "0"].contains(variables["CLICOLOR_FORCE"] ?? "")
            let isShown = isTerminal && variables["TERM"] != "dumb" && variables["CLICOLOR"] != "0"
            isOn = !isRefused && (isForced || isShown)
        }
    }

    /// A text in the colour of its tone.
    func paint(_ text: String, _ tone: Tone) -> String {
        guard isOn, !text.isEmpty, let code = Palette.code(tone) else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }

    private static func code(_ tone: Tone) -> String? {
        switch tone {
        case .plain: nil
        case .gain: "32"
        case .loss: "31"
        case .warning: "33"
        case .faint: "2"
        case .strong: "1"
        }
    }
}
