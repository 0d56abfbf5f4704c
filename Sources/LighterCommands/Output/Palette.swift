/// Colours of tables, or none (no-color.org, bixense.com/clicolors).
struct Palette {
    private let isOn: Bool

    init(_ choice: ColorChoice, isTerminal: Bool, variables: [String: String]) {
        switch choice {
        case .always: isOn = true
        case .never: isOn = false
        case .auto:
            let isRefused = variables["NO_COLOR"]?.isEmpty == false || variables["TERM"] == "dumb"
            let isForced = (variables["CLICOLOR_FORCE"] ?? "0") != "0"
            isOn = !isRefused && (isTerminal || isForced)
        }
    }

    /// What gains, what is bought.
    func gain(_ text: String) -> String { paint(text, "32") }
    /// What loses, what is sold.
    func loss(_ text: String) -> String { paint(text, "31") }

    private func paint(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
