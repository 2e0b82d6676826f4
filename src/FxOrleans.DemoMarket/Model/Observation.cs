namespace FxOrleans.DemoMarket;

/// <summary>What one provider sees at the time of one request or tick. Immutable.</summary>
internal sealed class Observation
{
    private readonly MarketModel _model;
    private readonly DemoProvider _provider;
    private readonly ulong _errorKey;

    public Observation(MarketModel model, DemoProvider provider, ProviderMood mood, DateTimeOffset now)
    {
        _model = model;
        _provider = provider;
        _errorKey = LatticeHash.Key(model.Key, provider.Name);
        FaultMode = mood;
        Now = now;
    }

    public ProviderMood FaultMode { get; }

    /// <summary>The clock's time.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The market time of the newest price that the provider has: what it stamps prices with.</summary>
    public DateTimeOffset Latest => Now - _provider.Delay;

    /// <summary>The clock's time beyond which nothing new has come: now, or when the provider froze.</summary>
    public DateTimeOffset Horizon => FaultMode.Mode == MisbehaviourMode.Freeze && FaultMode.Since < Now ? FaultMode.Since : Now;

    public bool Empty => FaultMode.Mode == MisbehaviourMode.Empty;

    /// <summary>The market at <see cref="Latest"/>.</summary>
    public MarketView Live => At(Latest);

    /// <summary>The market at a time; a frozen provider knows none after the one at which it froze.</summary>
    public MarketView At(DateTimeOffset time) => At(time, _errorKey);

    /// <summary>The market at a time as one of those sees it whose word the provider passes on: with an error of its own.</summary>
    public MarketView At(DateTimeOffset time, string speaker) => At(time, LatticeHash.Key(_errorKey, speaker));

    private MarketView At(DateTimeOffset time, ulong errorKey)
    {
        var newest = Horizon - _provider.Delay;
        return new MarketView(_model.At(time < newest ? time : newest), errorKey, _provider.Error, FaultMode);
    }
}
