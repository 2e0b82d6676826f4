using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// currency-api: every known asset against the dollar in one call, from the public CDN and, where that has no usable answer,
/// from its fall-back address. Thread-safe.
/// </summary>
public sealed class CurrencyApiProvider : IRateProvider
{
    private const string Path = "/v1/currencies/usd.min.json";

    /// <summary>All its 340 rows are 6 kB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly CurrencyApiOptions _options;
    private readonly TimeProvider _time;
    private readonly Upstream _upstream;

    public CurrencyApiProvider(CurrencyApiOptions options, Upstreams upstreams)
    {
        _options = options;
        _time = upstreams.Time;
        _upstream = upstreams.ForPolls(options);
    }

    public QuoteSource Source => _options.Source;

    public ProviderTerms Terms => _options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var (date, answer) = await AskAsync(cancel).ConfigureAwait(false);
        return answer with { NextUpdate = FixingRhythm.NextUpdate(Source.Calendar, date, _time.GetUtcNow()), QuotaLeft = _upstream.Budget?.Left };
    }

    private async Task<(DateOnly Date, ProviderAnswer Answer)> AskAsync(CancellationToken cancel)
    {
        try
        {
            return await AskAsync(_options.Address, cancel).ConfigureAwait(false);
        }
        catch (ProviderException first) when (_options.FallbackAddress is not null)
        {
            try
            {
                return await AskAsync(_options.FallbackAddress, cancel).ConfigureAwait(false);
            }
            catch (ProviderException second)
            {
                throw new ProviderException(first.Kind, $"{first.Message} The fall-back: {second.Message}", first) { RetryAfter = first.RetryAfter };
            }
        }
    }

    private Task<(DateOnly Date, ProviderAnswer Answer)> AskAsync(UpstreamAddress address, CancellationToken cancel) =>
        _upstream.GetAsync(new UpstreamRequest(address.Of(Path), MaxBytes), body => CurrencyApiAnswer.Read(body, Source), cancel);
}
