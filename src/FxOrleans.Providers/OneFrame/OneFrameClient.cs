using System.Collections.Frozen;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Asks One-Frame for the tracked pairs of currencies, all of them at once. Thread-safe.
/// </summary>
internal sealed class OneFrameClient
{
    /// <summary>A row is 150 bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly OneFrameOptions _options;
    private readonly TimeProvider _time;
    private readonly string _query;
    private readonly Upstream _upstream;

    public OneFrameClient(OneFrameOptions options, IReadOnlyCollection<CurrencyPair> tracked, Upstreams upstreams)
    {
        _options = options;
        _time = upstreams.Time;
        _upstream = upstreams.ForPolls(options);
        Pairs = tracked.Where(pair => IsCurrency(pair.Base) && IsCurrency(pair.Quote)).ToFrozenSet();
        _query = string.Join('&', Pairs.Select(pair => $"pair={pair.Base.Code}{pair.Quote.Code}").Order(StringComparer.Ordinal));
    }

    public FrozenSet<CurrencyPair> Pairs { get; }

    public TimeSpan Timeout => _options.Terms.Timeout;

    public TimeProvider Time => _time;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var rows = await _upstream.GetAsync(Request("/rates"), body => OneFrameAnswer.Read(body, _options.Source, Pairs), cancel).ConfigureAwait(false);
        return rows.ToAnswer() with { QuotaLeft = _upstream.Budget?.Left };
    }

    /// <summary>Opens the stream; the answer is the caller's to dispose.</summary>
    public Task<HttpResponseMessage> OpenAsync(CancellationToken cancel) => _upstream.OpenAsync(Request("/streaming/rates"), cancel);

    private static bool IsCurrency(Asset asset) => asset is { Class: AssetClass.Currency, IsDead: false, IsMoney: true };

    private UpstreamRequest Request(string path) => Pairs.Count == 0
        ? throw new ProviderException(ProviderFailureKind.Empty, "Not asked: no pair of currencies is tracked.")
        : new UpstreamRequest(_options.Address.Of($"{path}?{_query}"), MaxBytes)
        {
            Key = ("token", _options.Token),
            ErrorIn = OneFrameAnswer.ErrorIn,
        };
}
