using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// currency-api: every known asset against the dollar in one call, from the public CDN and, where that has no usable answer,
/// from its fall-back address. Thread-safe.
/// </summary>
public sealed class CurrencyApiProvider : IRateProvider, IDisposable
{
    private const string Path = "/v1/currencies/usd.min.json";

    /// <summary>All its 340 rows are 6 kB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly CurrencyApiOptions _options;
    private readonly TimeProvider _time;
    private readonly Upstream _first;
    private readonly Upstream? _second;

    public CurrencyApiProvider(CurrencyApiOptions options, Upstreams upstreams)
    {
        _options = options;
        _time = upstreams.Time;
        TimeSpan? half = options.FallbackAddress is null ? null : options.Terms.Timeout / 2;
        _first = upstreams.For(options, half);
        _second = half is null ? null : upstreams.For(options, half);
    }

    public QuoteSource Source => _options.Source;

    public ProviderTerms Terms => _options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var (date, answer) = await AskAsync(cancel).ConfigureAwait(false);
        return answer with { NextUpdate = FixingRhythm.NextUpdate(Source.Calendar, date, _time.GetUtcNow()), QuotaLeft = _first.Budget?.Left };
    }

    public void Dispose()
    {
        _first.Dispose();
        _second?.Dispose();
    }

    private async Task<(DateOnly Date, ProviderAnswer Answer)> AskAsync(CancellationToken cancel)
    {
        try
        {
            return await AskAsync(_first, _options.Address, cancel).ConfigureAwait(false);
        }
        catch (ProviderException first) when (_second is not null)
        {
            try
            {
                return await AskAsync(_second, _options.FallbackAddress!, cancel).ConfigureAwait(false);
            }
            catch (ProviderException second)
            {
                throw new ProviderException(first.Kind, $"{first.Message} The fall-back: {second.Message}", first) { RetryAfter = first.RetryAfter };
            }
        }
    }

    private async Task<(DateOnly Date, ProviderAnswer Answer)> AskAsync(Upstream upstream, UpstreamAddress address, CancellationToken cancel)
    {
        var body = await upstream.GetAsync(new UpstreamRequest(address.Of(Path), MaxBytes), cancel).ConfigureAwait(false);
        return CurrencyApiAnswer.Read(body, Source);
    }
}
