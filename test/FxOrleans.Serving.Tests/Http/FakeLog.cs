using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>A log of two receipts.</summary>
internal sealed class FakeLog : ITransparencyLog
{
    public const string Known = "known";

    public ValueTask<string> CheckpointAsync(CancellationToken cancel) => ValueTask.FromResult("a.b.c");

    public ValueTask<LogProof?> ProofAsync(string id, CancellationToken cancel) =>
        ValueTask.FromResult(id == Known ? new LogProof(1, 2, "root", ["hash"], "a.b.c") : null);

    public ValueTask<IReadOnlyList<string>?> ConsistencyAsync(long first, long second, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<string>?>(second <= 2 ? ["hash"] : null);
}
