using FxOrleans.History;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.History;

/// <summary>Tells readiness how recording does. A node is ready without its history.</summary>
internal sealed class HistoryFact(CandleRecorder recorder) : IHealthFact
{
    public string Name => "history";

    public string State => recorder.Health.State;

    public string? NotReadyBecause => null;
}
