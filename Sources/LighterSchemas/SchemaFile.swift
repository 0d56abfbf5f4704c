/// A file of `Schemas/`, which are compiled in.
struct SchemaFile: Sendable {
    /// What documents have under `schema`.
    let name: String
    let bytes: @Sendable () -> [UInt8]

    private init(_ name: String, _ bytes: @autoclosure @escaping @Sendable () -> [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// What the others refer to.
    static var definitions: [UInt8] { PackageResources.definitions_json }

    static let all = [
        SchemaFile("lighter.account/1", PackageResources.account_1_json),
        SchemaFile("lighter.auth_token/1", PackageResources.auth_token_1_json),
        SchemaFile("lighter.book/1", PackageResources.book_1_json),
        SchemaFile("lighter.canary/1", PackageResources.canary_1_json),
        SchemaFile("lighter.canary_history/1", PackageResources.canary_history_1_json),
        SchemaFile("lighter.cancel/1", PackageResources.cancel_1_json),
        SchemaFile("lighter.candles/1", PackageResources.candles_1_json),
        SchemaFile("lighter.close/1", PackageResources.close_1_json),
        SchemaFile("lighter.doctor/1", PackageResources.doctor_1_json),
        SchemaFile("lighter.error/1", PackageResources.error_1_json),
        SchemaFile("lighter.explain/1", PackageResources.explain_1_json),
        SchemaFile("lighter.fills/1", PackageResources.fills_1_json),
        SchemaFile("lighter.funding/1", PackageResources.funding_1_json),
        SchemaFile("lighter.key/1", PackageResources.key_1_json),
        SchemaFile("lighter.key_check/1", PackageResources.key_check_1_json),
        SchemaFile("lighter.key_deletion/1", PackageResources.key_deletion_1_json),
        SchemaFile("lighter.key_export/1", PackageResources.key_export_1_json),
        SchemaFile("lighter.key_file/1", PackageResources.key_file_1_json),
        SchemaFile("lighter.key_registration/1", PackageResources.key_registration_1_json),
        SchemaFile("lighter.key_rotation/1", PackageResources.key_rotation_1_json),
        SchemaFile("lighter.keys/1", PackageResources.keys_1_json),
        SchemaFile("lighter.ledger/1", PackageResources.ledger_1_json),
        SchemaFile("lighter.leverage/1", PackageResources.leverage_1_json),
        SchemaFile("lighter.manual/1", PackageResources.manual_1_json),
        SchemaFile("lighter.markets/1", PackageResources.markets_1_json),
        SchemaFile("lighter.modify/1", PackageResources.modify_1_json),
        SchemaFile("lighter.notice/1", PackageResources.notice_1_json),
        SchemaFile("lighter.order/1", PackageResources.order_1_json),
        SchemaFile("lighter.orders/1", PackageResources.orders_1_json),
        SchemaFile("lighter.plugins/1", PackageResources.plugins_1_json),
        SchemaFile("lighter.positions/1", PackageResources.positions_1_json),
        SchemaFile("lighter.profile-init/1", PackageResources.profile_init_1_json),
        SchemaFile("lighter.profile-path/1", PackageResources.profile_path_1_json),
        SchemaFile("lighter.profile-use/1", PackageResources.profile_use_1_json),
        SchemaFile("lighter.profile/1", PackageResources.profile_1_json),
        SchemaFile("lighter.profiles/1", PackageResources.profiles_1_json),
        SchemaFile("lighter.read_only_token/1", PackageResources.read_only_token_1_json),
        SchemaFile("lighter.read_only_token_revoked/1", PackageResources.read_only_token_revoked_1_json),
        SchemaFile("lighter.read_only_tokens/1", PackageResources.read_only_tokens_1_json),
        SchemaFile("lighter.sandbox/1", PackageResources.sandbox_1_json),
        SchemaFile("lighter.sandbox_faults/1", PackageResources.sandbox_faults_1_json),
        SchemaFile("lighter.schemas/1", PackageResources.schemas_1_json),
        SchemaFile("lighter.sign_input/1", PackageResources.sign_input_1_json),
        SchemaFile("lighter.signed/1", PackageResources.signed_1_json),
        SchemaFile("lighter.submit/1", PackageResources.submit_1_json),
        SchemaFile("lighter.submit_input/1", PackageResources.submit_input_1_json),
        SchemaFile("lighter.trades/1", PackageResources.trades_1_json),
        SchemaFile("lighter.tx/1", PackageResources.tx_1_json),
        SchemaFile("lighter.verdict/1", PackageResources.verdict_1_json),
        SchemaFile("lighter.verify_input/1", PackageResources.verify_input_1_json),
        SchemaFile("lighter.version/1", PackageResources.version_1_json),
        SchemaFile("lighter.watch/1", PackageResources.watch_1_json),
    ]
}
