using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>open.er-api.com: every currency against the dollar in one call, once a day. Thread-safe.</summary>
public sealed class OpenErApiProvider(OpenErApiOptions options, Upstreams upstreams) : IRateProvider
{
    /// <summary>Where it limits us without saying for how long: it clears after twenty minutes.</summary>
    internal static readonly TimeSpan RestWhenLimited = TimeSpan.FromMinutes(20);

    /// <summary>All its 166 rows are 3 kB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private readonly Upstream _upstream = upstreams.ForPolls(options);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var request = new UpstreamRequest(options.Address.Of("/v6/latest/USD"), MaxBytes)
        {
            ErrorIn = OpenErApiAnswer.ErrorIn,
            RestWhenLimited = RestWhenLimited,
        };
        return await _upstream.GetAsync(request, body => OpenErApiAnswer.Read(body, Source), cancel).ConfigureAwait(false) with { QuotaLeft = _upstream.Budget?.Left };
    }
}
