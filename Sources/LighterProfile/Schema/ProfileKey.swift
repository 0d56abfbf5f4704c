/// A key of a profile: its path, the form of its values, and what holds where it is set nowhere.
struct ProfileKey<Value: Sendable>: Sendable {
    /// `TABLE.KEY`, or the key alone at the top of the file.
    let path: String
    let form: ValueForm<Value>
    let fallback: Value?

    init(_ path: String, _ form: ValueForm<Value>, fallback: Value? = nil) {
        self.path = path
        self.form = form
        self.fallback = fallback
    }
}

/// A key whatever its values are: enough to check one and to show it.
struct AnyProfileKey: Sendable {
    let path: String
    /// What is shown for a value.
    let text: @Sendable (RawValue) throws(InvalidValue) -> String
    /// A value as it is written into a profile.
    let written: @Sendable (RawValue) throws(InvalidValue) -> RawValue
    /// What is shown where the key is set nowhere; nil where nothing holds then.
    let fallback: @Sendable () -> String?

    init<Value>(_ key: ProfileKey<Value>) {
        path = key.path
        text = { raw throws(InvalidValue) in key.form.text(try key.form.read(raw)) }
        written = { raw throws(InvalidValue) in key.form.written(try key.form.read(raw)) }
        fallback = { key.fallback.map(key.form.text) }
    }

    /// The table the key stands in; nil at the top of the file.
    var table: String? { path.lastIndex(of: ".").map { String(path[..<$0]) } }
    /// The key without its table.
    var name: String { path.lastIndex(of: ".").map { String(path[path.index(after: $0)...]) } ?? path }
}
