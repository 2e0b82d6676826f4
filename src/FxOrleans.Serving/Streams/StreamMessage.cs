using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Streams;

/// <summary>One message of a resumable stream.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Prices">Its prices, in order.</param>
/// <param name="Place">Up to where the stream is complete with it; null while that is not known.</param>
internal readonly record struct StreamMessage(StreamMessageKind Kind, IReadOnlyList<StreamPrice> Prices, StreamPlace? Place);
