namespace FxOrleans.Pricing;

/// <summary>
/// An upstream of quotes. It only extracts: it neither decides nor keeps time. Thread-safe, but asked one thing at a time.
/// </summary>
public interface IRateProvider
{
    QuoteSource Source { get; }

    ProviderTerms Terms { get; }

    /// <summary>
    /// The source of that name, where quotes of this provider may come from it: <see cref="Source"/> itself, or an institution whose rates it
    /// passes on; null for any other name.
    /// </summary>
    QuoteSource? FindSource(string name) => name == Source.Name ? Source : null;

    /// <summary>Asks once.</summary>
    /// <exception cref="ProviderException">There was no usable answer; the kind says why.</exception>
    Task<ProviderAnswer> FetchAsync(CancellationToken cancel);
}
