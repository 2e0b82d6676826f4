using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>One-Frame, asked for all tracked pairs of currencies in one call an interval. Simulated. Thread-safe.</summary>
public sealed class OneFrameProvider(OneFrameOptions options, IReadOnlyCollection<CurrencyPair> tracked, Upstreams upstreams)
    : IRateProvider
{
    private readonly OneFrameClient _client = new(options, tracked, upstreams);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => _client.FetchAsync(cancel);
}
