import LighterEngine
import LighterJSON
import LighterLayerOne
import LighterSigning
import Synchronization

/// The local venue behind its HTTP face: an engine, and what answers requests from it.
final class Sandbox: Sendable {
    let settings: SandboxSettings
    let identity: SandboxIdentity
    private let state: Mutex<State>

    struct State: Sendable {
        var engine: Engine
        /// What goes wrong on purpose.
        var faults: FaultPlan
        /// How much may be asked; nil for as much as anybody wants.
        var limits: RateLimits?

        /// Does what is due at a time of the system's clock.
        mutating func advance(to time: Moment) { engine.advance(to: time.advanced(microseconds: engine.lead)) }
    }

    init(_ settings: SandboxSettings, at time: Moment = .now) throws {
        let seed = settings.seed ?? .random(in: .min ... .max)
        self.settings = settings
        identity = try SandboxIdentity(seed: seed)
        var engineSettings = Engine.Settings(chainID: settings.chainID, seed: seed)
        engineSettings.executionDelay = settings.executionDelay
        engineSettings.isQuiet = settings.isQuiet
        var engine = Engine(engineSettings, at: time)
        engine.open(
            identity.keyAddress,
            publicKey: identity.privateKey.publicKey,
            owner: identity.owner.address,
            collateral: SandboxIdentity.collateral,
            balances: SandboxIdentity.balances
        )
        var faults = FaultPlan(seed: seed)
        faults.set(settings.faults.rules)
        if let tier = settings.rateLimits { engine.tiers.give(tier, to: identity.owner.address) }
        let limits = settings.rateLimits.map(RateLimits.init(addressTier:))
        state = Mutex(State(engine: engine, faults: faults, limits: limits))
    }

    /// Answers a request at a time.
    func respond(to request: Request, at time: Moment = .now) -> (response: Response, delivery: Delivery) {
        state.withLock { state in
            state.advance(to: time)
            guard request.path.hasPrefix(Control.prefix) else { return state.answer(request) }
            do throws(Refusal) { return (try Control.answer(request, &state), Delivery()) } catch {
                return (Response(error), Delivery())
            }
        }
    }

    /// Does what is due, and says when by the system's clock something is due next.
    func advance(to time: Moment = .now) -> Moment? {
        state.withLock { state in
            state.advance(to: time)
            return state.engine.nextDue?.advanced(microseconds: -state.engine.lead)
        }
    }

    /// Looks at the engine, or takes something out of it.
    func withEngine<Result: Sendable, Failure: Error>(
        _ body: (inout Engine) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try state.withLock { state throws(Failure) in try body(&state.engine) }
    }

    /// What the venue's clock shows.
    var time: Moment { Moment.now.advanced(microseconds: state.withLock { $0.engine.lead }) }
}
