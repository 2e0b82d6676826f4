using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Frankfurter: every currency against the dollar in one call, each with the day that it is of. Thread-safe.</summary>
public sealed class FrankfurterProvider(FrankfurterOptions options, Upstreams upstreams) : IRateProvider
{
    /// <summary>A row is 70 bytes, and 50 more for each of about 15 institutions.</summary>
    private const int MaxBytes = 2 * 1024 * 1024;

    private readonly InstitutionSources _institutions = new(options.Name, options.Simulated);

    private readonly Upstream _upstream = upstreams.ForPolls(options);

    public QuoteSource Source => options.Source;

    public ProviderTerms Terms => options.Terms;

    /// <inheritdoc/>
    public QuoteSource? FindSource(string name) => name == Source.Name ? Source : _institutions.FindSource(name);

    public async Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        var request = new UpstreamRequest(options.Address.Of(options.MaxInstitutions > 0 ? "/v2/rates?base=USD&expand=providers" : "/v2/rates?base=USD"), MaxBytes) { ErrorIn = FrankfurterAnswer.ErrorIn };
        var answer = await _upstream.GetAsync(request, body => FrankfurterAnswer.Read(body, Source, _institutions, options.MaxInstitutions), cancel).ConfigureAwait(false);
        var newest = DateOnly.FromDateTime(answer.Quotes.Max(quote => quote.Timestamp).UtcDateTime);
        return answer with
        {
            NextUpdate = FixingRhythm.NextUpdate(Source.Calendar, newest, upstreams.Time.GetUtcNow()),
            QuotaLeft = _upstream.Budget?.Left,
        };
    }
}
