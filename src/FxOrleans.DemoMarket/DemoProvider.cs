namespace FxOrleans.DemoMarket;

/// <summary>A provider as the demo plays it. Immutable.</summary>
internal sealed record DemoProvider
{
    public static readonly DemoProvider OneFrame = new()
    {
        Name = "one-frame",
        Key = "OneFrame",
        Delay = TimeSpan.FromMilliseconds(20),
        ApiKey = "10dc303535874aeccc86a8251e6992f5",
        LimitBody = """{"error":"Quota reached"}""",
    };

    public static readonly DemoProvider Ecb = new()
    {
        Name = "ecb",
        Key = "Ecb",
        LimitBody = "Too Many Requests",
        LimitType = "text/plain",
    };

    public static readonly DemoProvider Frankfurter = new()
    {
        Name = "frankfurter",
        Key = "Frankfurter",
        LimitBody = """{"status":429,"message":"too many requests"}""",
    };

    /// <summary>Without error of its own: on the anchor day it publishes the very file that the market was made from.</summary>
    public static readonly DemoProvider CurrencyApi = new()
    {
        Name = "currency-api",
        Key = "CurrencyApi",
        Error = 0,
        Suffix = "/{date}",
        LimitBody = "Too Many Requests",
        LimitType = "text/plain",
    };

    public static readonly DemoProvider OpenErApi = new()
    {
        Name = "open-er-api",
        Key = "OpenErApi",
        RetryAfter = TimeSpan.FromMinutes(20),
        LimitBody = """{"result":"error","error-type":"quota-reached"}""",
    };

    public static readonly DemoProvider CoinGecko = new()
    {
        Name = "coingecko",
        Key = "CoinGecko",
        Delay = TimeSpan.FromSeconds(2),
        RetryAfter = TimeSpan.FromMinutes(1),
        LimitBody = """{"status":{"error_code":429,"error_message":"You've exceeded the Rate Limit. Please visit https://www.coingecko.com/en/api/pricing to subscribe to our API plans for higher rate limits."}}""",
    };

    public static readonly DemoProvider Finnhub = new()
    {
        Name = "finnhub",
        Key = "Finnhub",
        Delay = TimeSpan.FromMilliseconds(60),
        ApiKey = "demo",
        LimitBody = """{"error":"API limit reached. Please try again later. Remaining Limit: 0"}""",
    };

    public static readonly IReadOnlyList<DemoProvider> All = [OneFrame, Ecb, Frankfurter, CurrencyApi, OpenErApi, CoinGecko, Finnhub];

    /// <summary>In paths: <c>one-frame</c>.</summary>
    public required string Name { get; init; }

    /// <summary>In configuration: <c>OneFrame</c>.</summary>
    public required string Key { get; init; }

    /// <summary>How much later than the market it knows a price. Default none: a daily fixing has its own hour.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How far it may be off the true price, as a share of half the spread. Default a fifth.</summary>
    public double Error { get; init; } = 0.2;

    /// <summary>What follows the provider's prefix in its base address. Default nothing.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>A key that the demo takes, where the real one asks for one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What it asks for in Retry-After. Default 10 seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    public required string LimitBody { get; init; }

    public string LimitType { get; init; } = "application/json";

    /// <summary>By either name, in any case; null when there is none.</summary>
    public static DemoProvider? Find(string? name) =>
        All.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || p.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
}
