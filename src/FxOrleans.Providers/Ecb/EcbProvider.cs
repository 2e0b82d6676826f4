using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>The European Central Bank's reference rates: EUR/X, one a TARGET working day, and their history. Thread-safe.</summary>
public sealed class EcbProvider(EcbOptions options, Upstreams upstreams) : IRateProvider, IDisposable
{
    private const string Daily = "/stats/eurofxref/eurofxref-daily.xml";
    private const string Days90 = "/stats/eurofxref/eurofxref-hist-90d.xml";
    private const string Everything = "/stats/eurofxref/eurofxref-hist.xml";

    /// <summary>A day is 2 kB, 90 days 0.1 MB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private const int MaxHistoryBytes = 64 * 1024 * 1024;

    private readonly Upstream _upstream = upstreams.For(options);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var days = await ReadAsync(Daily, MaxBytes, cancel).ConfigureAwait(false);
        var newest = days.MaxBy(day => day.Date)!;
        return QuoteRows.Answer(newest.Quotes, newest.Rejected) with
        {
            NextUpdate = FixingRhythm.NextUpdate(Source.Calendar, newest.Date, upstreams.Time.GetUtcNow()),
            QuotaLeft = _upstream.Budget?.Left,
        };
    }

    /// <summary>Past days, newest first.</summary>
    /// <exception cref="ProviderException">There was no usable answer.</exception>
    public Task<IReadOnlyList<EcbDay>> FetchHistoryAsync(EcbSpan span, CancellationToken cancel) => span == EcbSpan.Days90
        ? ReadAsync(Days90, MaxBytes, cancel)
        : ReadAsync(Everything, MaxHistoryBytes, cancel);

    public void Dispose() => _upstream.Dispose();

    private async Task<IReadOnlyList<EcbDay>> ReadAsync(string path, int maxBytes, CancellationToken cancel)
    {
        var request = new UpstreamRequest(options.Address.Of(path), maxBytes) { Accept = "application/xml, text/xml" };
        return EcbXml.Read(await _upstream.GetAsync(request, cancel).ConfigureAwait(false), Source);
    }
}
