using FxOrleans.Serving.Health;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>A fact that a test sets.</summary>
internal sealed class FixedFact(string name, string state, string? notReadyBecause) : IHealthFact
{
    public string Name => name;

    public string State => state;

    public string? NotReadyBecause => notReadyBecause;
}
