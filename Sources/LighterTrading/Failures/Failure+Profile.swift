import LighterProfile
import LighterStatus

extension Failure {
    /// A profile that cannot be used, or a key it names that cannot be read.
    public init(_ error: ProfileError) {
        let (code, exit): (String, ExitClass) =
            switch error.kind {
            case .configuration: ("profile.invalid", .configuration)
            case .notFound: ("profile.not_found", .notFound)
            case .permission: ("profile.permission", .permission)
            case .cannotCreate: ("profile.cannot_create", .cannotCreate)
            }
        guard let mending = error.mending, let question = error.hint else {
            self.init(code, exit, withoutKeys(error.description), hint: error.hint)
            return
        }
        self.init(
            code,
            exit,
            "\(withoutKeys(error.description)); \(question)",
            hint: "lighter profile list",
            mending: mending
        )
    }

    /// What `read` gives, its errors as failures.
    public static func ofProfile<Value>(_ read: () throws(ProfileError) -> Value) throws(Failure) -> Value {
        do { return try read() } catch { throw Failure(error) }
    }
}
