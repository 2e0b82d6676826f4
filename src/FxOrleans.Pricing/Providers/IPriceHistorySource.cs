namespace FxOrleans.Pricing;

/// <summary>An upstream that knows what a pair cost in the past. Thread-safe.</summary>
public interface IPriceHistorySource : IPastSource
{
    /// <summary>The points that it has from <see cref="HistoryRequest.From"/> to <see cref="HistoryRequest.To"/>, oldest first; fewer where its own history is shorter.</summary>
    /// <exception cref="ProviderException">There was no usable answer; the kind says why.</exception>
    Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel);
}
