import ArgumentParser
import LighterProfile
import LighterStatus
import LighterTrading

struct DoctorCommand: LighterCommand {
    static let configuration = CommandConfiguration(
        command: "doctor",
        abstract: "Say what works from here, and what to do about what does not. Exits 1 when something does not.",
        discussion: """
              $ lighter doctor
              $ lighter -p prod doctor -q            # fine, warning or failed

            The profile, the way to the venue, both clocks, the key and what the venue knows of it, the signer, files and \
            their modes, the ledger, and whether the venue speaks as this version expects: each is looked at by itself. \
            Nothing is sent. The sandbox is started where the profile means it, as by every command.
            """
    )

    @OptionGroup var options: GlobalOptions

    func run(_ invocation: Invocation) throws {
        let report = try Doctor(subject(invocation)).examine()
        try invocation.emit(report.view(invocation.context))
        if report.worst == .failed { throw BatchOutcome(exit: .no) }
    }

    /// What there is to look at: a profile that cannot be used is one thing that was found, and no end.
    private func subject(_ invocation: Invocation) -> Doctor.Subject {
        let directories = Result { () throws(Failure) in try invocation.profiles().directories }
        let profile = Result { () throws(Failure) in try invocation.profile() }
        return Doctor.Subject(
            version: Version.number,
            clock: invocation.world.clock,
            directories: directories,
            profile: profile,
            trader: (try? profile.get()).map { profile in
                Result { () throws(Failure) in try invocation.trader(under: profile) }
            }
        )
    }
}
