namespace FxOrleans.Pricing;

/// <summary>
/// An upstream of quotes. It only extracts: it neither decides nor keeps time. Thread-safe, but asked one thing at a time.
/// </summary>
public interface IRateProvider
{
    QuoteSource Source { get; }

    ProviderTerms Terms { get; }

    /// <summary>Asks once.</summary>
    /// <exception cref="ProviderException">There was no usable answer; the kind says why.</exception>
    Task<ProviderAnswer> FetchAsync(CancellationToken cancel);
}
