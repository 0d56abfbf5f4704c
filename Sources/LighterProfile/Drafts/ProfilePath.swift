/// The paths of values that have an option, or a question, of their own.
public enum ProfilePath {
    public static let account = ProfileSchema.account.path
    public static let apiKeyIndex = ProfileSchema.apiKeyIndex.path
    public static let keyFile = ProfileSchema.keyFile.path
    public static let keystore = ProfileSchema.keyStore.path
    public static let keyVariable = ProfileSchema.keyVariable.path
    public static let keyCommand = ProfileSchema.keyCommand.path
    public static let slippage = ProfileSchema.slippage.path
    public static let expires = ProfileSchema.expires.path
    public static let timeInForce = ProfileSchema.timeInForce.path
    public static let wait = ProfileSchema.wait.path
    public static let markets = ProfileSchema.markets.path
    public static let maximumNotional = ProfileSchema.maximumNotional.path
    public static let maximumDayNotional = ProfileSchema.maximumDayNotional.path
    public static let maximumDeviation = ProfileSchema.maximumDeviation.path
    public static let confirm = ProfileSchema.confirm.path
}
