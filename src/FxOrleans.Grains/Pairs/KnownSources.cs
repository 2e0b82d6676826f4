using System.Diagnostics.CodeAnalysis;

using FxOrleans.Pricing;

namespace FxOrleans.Grains;

/// <summary>
/// The sources that this silo is configured with. A quote that arrives names a provider. Its kind, weight and group, and whether it is
/// simulated, are taken from this silo's configuration and never from the message. Thread-safe.
/// </summary>
internal sealed class KnownSources(IEnumerable<IRateProvider> providers)
{
    private readonly IRateProvider[] _providers = [.. providers];

    private readonly Dictionary<string, QuoteSource> _sources = providers
        .Select(provider => provider.Source)
        .DistinctBy(source => source.Name)
        .ToDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>Gives the quote the source of this silo's configuration. Returns false when there is no such source, or when the values cannot be a price.</summary>
    public bool TryAdopt(in Quote quote, [NotNullWhen(true)] out Quote? adopted)
    {
        adopted = null;
        if (quote.Source is null || Find(quote.Source.Name) is not { } source)
        {
            return false;
        }

        if (ReferenceEquals(source, quote.Source))
        {
            adopted = quote;
        }
        else if (Quote.TryCreate(source, quote.Pair, quote.Bid, quote.Mid, quote.Ask, quote.Timestamp, out var own, out _))
        {
            adopted = own;
        }

        return adopted is not null;
    }

    private QuoteSource? Find(string name)
    {
        if (_sources.TryGetValue(name, out var own))
        {
            return own;
        }

        foreach (var provider in _providers)
        {
            if (provider.FindSource(name) is { } source)
            {
                return source;
            }
        }

        return null;
    }
}
