import LighterEngine
import LighterJSON
import LighterSigning
import Synchronization

/// The local venue behind its HTTP face: an engine, and what answers requests from it.
final class Sandbox: Sendable {
    let settings: SandboxSettings
    let identity: SandboxIdentity
    private let engine: Mutex<Engine>

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
            layer1Address: identity.layer1Address,
            collateral: SandboxIdentity.collateral,
            balances: SandboxIdentity.balances
        )
        self.engine = Mutex(engine)
    }

    /// Answers a request at a time.
    func respond(to request: Request, at time: Moment = .now) -> Response {
        engine.withLock { engine in
            engine.advance(to: time)
            do throws(Refusal) { return try Router.answer(request, &engine) } catch { return Response(error) }
        }
    }

    /// Does what is due, and says when something is due next.
    func advance(to time: Moment = .now) -> Moment? {
        engine.withLock { engine in
            engine.advance(to: time)
            return engine.nextDue
        }
    }
}
