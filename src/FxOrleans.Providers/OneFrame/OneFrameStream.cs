using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// One-Frame over one long connection: arrays of rates one after another, about one a second. A connection that is silent
/// for longer than the timeout counts as lost, and one whose arrays have nothing in them for so long as empty. Simulated. Thread-safe.
/// </summary>
public sealed class OneFrameStream(OneFrameOptions options, IReadOnlyCollection<CurrencyPair> tracked, Upstreams upstreams)
    : IStreamingRateProvider
{
    private readonly OneFrameClient _client = new(options, tracked, upstreams);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => _client.FetchAsync(cancel);

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var response = await _client.OpenAsync(cancel).ConfigureAwait(false);
        var values = new JsonValueStream(
            await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false), OneFrameClient.MaxBytes, _client.Timeout, _client.Time);
        var filled = _client.Time.GetTimestamp();
        while (await values.NextAsync(cancel).ConfigureAwait(false) is { } value)
        {
            var rows = OneFrameAnswer.Read(value, Source, _client.Pairs);
            if (!rows.IsEmpty)
            {
                yield return new ProviderAnswer(rows.Quotes, rows.Rejected);
                filled = _client.Time.GetTimestamp();
            }
            else if (_client.Time.GetElapsedTime(filled) > _client.Timeout)
            {
                throw new ProviderException(ProviderFailureKind.Empty, $"No row for {_client.Timeout}.");
            }
        }
    }
}
