namespace FxOrleans.Pricing;

/// <summary>What sources of a pair's past have in common. Thread-safe.</summary>
public interface IPastSource
{
    /// <summary>The provider's name in configuration and answers.</summary>
    string Name { get; }

    /// <summary>True when its values are made up.</summary>
    bool Simulated { get; }

    /// <summary>Whether it is worth asking for this: it knows the pair, and has points or bars of such a step. Asks nobody.</summary>
    bool Covers(HistoryRequest request);

    /// <summary>True where each of its days has one published rate, so that a bar opens with the rate of the day before.</summary>
    bool GivesFixings => false;
}
