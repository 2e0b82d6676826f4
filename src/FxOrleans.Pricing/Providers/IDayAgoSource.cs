namespace FxOrleans.Pricing;

/// <summary>An upstream that knows what many pairs cost a day ago, in a call or two. Thread-safe.</summary>
public interface IDayAgoSource
{
    /// <summary>The provider's name in configuration and answers.</summary>
    string Name { get; }

    /// <summary>True when its values are made up.</summary>
    bool Simulated { get; }

    /// <summary>Whether it knows that asset in US dollars.</summary>
    bool Covers(Asset asset);

    /// <summary>US dollars that one of each asset cost a day ago; for a daily source, at the fixing before the newest. Those it does not know are left out.</summary>
    /// <exception cref="ProviderException">There was no usable answer; the kind says why.</exception>
    Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel);
}
