using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>A pair whose change somebody waits for. Owned by <see cref="ChangeLearner"/>.</summary>
internal sealed class WantedChange((Asset From, Asset To) pair)
{
    public (Asset From, Asset To) Pair => pair;

    /// <summary>Those who wait and have not gone.</summary>
    public int Callers { get; set; }

    /// <summary>Completes when it is known, or could not be found out.</summary>
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
