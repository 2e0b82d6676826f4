namespace FxOrleans.Access;

/// <summary>The stable codes of errors, the same over HTTP, SignalR and WebSocket.</summary>
public static class ProblemCodes
{
    public const string MissingParameter = "missing_parameter";
    public const string InvalidCurrency = "invalid_currency";
    public const string InvalidAmount = "invalid_amount";
    public const string InvalidPeriod = "invalid_period";
    public const string InvalidInterval = "invalid_interval";
    public const string InvalidLimit = "invalid_limit";
    public const string InvalidMaxAge = "invalid_max_age";
    public const string InvalidUsage = "invalid_usage";
    public const string InvalidSequence = "invalid_sequence";
    public const string InvalidQuery = "invalid_query";
    public const string InvalidFormat = "invalid_format";
    public const string InvalidDate = "invalid_date";
    public const string InvalidRange = "invalid_range";
    public const string InvalidGroup = "invalid_group";
    public const string InvalidAggregate = "invalid_aggregate";
    public const string InvalidFill = "invalid_fill";
    public const string UnknownSource = "unknown_source";
    public const string InvalidMessage = "invalid_message";
    public const string UnknownAction = "unknown_action";
    public const string TooManySymbols = "too_many_symbols";
    public const string TooManySubscriptions = "too_many_subscriptions";
    public const string NoPrice = "no_price";
    public const string NotKept = "not_kept";
    public const string InvalidReceipt = "invalid_receipt";
    public const string UnknownReceipt = "unknown_receipt";
    public const string NotLogged = "not_logged";
    public const string NotReplayable = "not_replayable";
    public const string ReceiptsUnavailable = "receipts_unavailable";
    public const string InvalidPolicy = "invalid_policy";
    public const string UnknownJob = "unknown_job";
    public const string NoImage = "no_image";
    public const string UnknownSymbol = "unknown_symbol";
    public const string UnknownPath = "unknown_path";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string UriTooLong = "uri_too_long";
    public const string UpgradeRequired = "upgrade_required";
    public const string Unauthorized = "unauthorized";
    public const string Forbidden = "forbidden";
    public const string RateLimited = "rate_limited";
    public const string RateStale = "rate_stale";
    public const string NotFirm = "not_firm";
    public const string UpstreamUnavailable = "upstream_unavailable";
    public const string NotReady = "not_ready";
    public const string TooManyConnections = "too_many_connections";
    public const string Internal = "internal";
}
