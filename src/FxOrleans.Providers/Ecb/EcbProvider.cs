using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>The European Central Bank's reference rates: EUR/X, one a TARGET working day, and their history. Thread-safe.</summary>
public sealed class EcbProvider(EcbOptions options, Upstreams upstreams) : IRateProvider
{
    private const string Daily = "/stats/eurofxref/eurofxref-daily.xml";
    private const string Days90 = "/stats/eurofxref/eurofxref-hist-90d.xml";
    private const string Everything = "/stats/eurofxref/eurofxref-hist.xml";

    /// <summary>A day is 2 kB, 90 days 0.1 MB.</summary>
    private const int MaxBytes = 1024 * 1024;

    private const int MaxHistoryBytes = 64 * 1024 * 1024;

    private readonly Upstream _upstream = upstreams.ForPolls(options);
    private readonly Upstream _readers = upstreams.ForReaders(options);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var days = await ReadAsync(_upstream, Daily, MaxBytes, cancel).ConfigureAwait(false);
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
        ? ReadAsync(_readers, Days90, MaxBytes, cancel)
        : ReadAsync(_readers, Everything, MaxHistoryBytes, cancel);

    private Task<IReadOnlyList<EcbDay>> ReadAsync(Upstream upstream, string path, int maxBytes, CancellationToken cancel) => upstream.GetAsync(
        new UpstreamRequest(options.Address.Of(path), maxBytes) { Accept = "application/xml, text/xml" }, body => EcbXml.Read(body, Source), cancel);
}
