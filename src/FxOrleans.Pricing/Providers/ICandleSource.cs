namespace FxOrleans.Pricing;

/// <summary>An upstream that knows bars of a pair's past. Thread-safe.</summary>
public interface ICandleSource : IPastSource
{
    /// <summary>The bars that open from <see cref="HistoryRequest.From"/> on and before <see cref="HistoryRequest.To"/>, oldest first, each <see cref="HistoryRequest.Step"/> long and opening at a multiple of it since 1970.</summary>
    /// <exception cref="ProviderException">There was no usable answer; the kind says why.</exception>
    Task<IReadOnlyList<HistoryBar>> CandlesAsync(HistoryRequest request, CancellationToken cancel);
}
