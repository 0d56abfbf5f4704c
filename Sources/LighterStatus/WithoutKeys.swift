/// A person's words as they may be shown again: a key may have been put where another word belongs, and 64 hexadecimal
/// digits in a row, or more, are left out.
public func withoutKeys(_ text: String) -> String {
    let fewestDigits = 64
    var (shown, digits) = ("", "")
    for character in text {
        if character.isASCII, character.isHexDigit {
            digits.append(character)
            continue
        }
        shown += digits.utf8.count < fewestDigits ? digits : "…"
        digits = ""
        shown.append(character)
    }
    return shown + (digits.utf8.count < fewestDigits ? digits : "…")
}
