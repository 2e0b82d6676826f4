using FxOrleans.Testing.Simulation;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>
/// Fewer than half of the sources lie, in every way, and the price stays within what the honest ones say. A failure names its seed;
/// <c>FX_SEED</c> set to it runs that case alone, and ten million others are run by
/// <c>dotnet run --project test/FxOrleans.Simulation -c Release -- 10000000</c>.
/// </summary>
public sealed class SimulationTests
{
    private const ulong Cases = 200_000;

    [Fact]
    public void ThePriceStaysWithinTheHonestSourcesRange()
    {
        var seed = Environment.GetEnvironmentVariable("FX_SEED");

        var result = seed is null ? SimulationRun.Of(1, Cases) : SimulationRun.Of(ulong.Parse(seed), 1);

        Assert.Empty(result.Failures.Take(10));
        Assert.True(seed is not null || result is { Checked: > 4_000_000, Refused: > 10_000 }, $"{result.Checked} checked, {result.Refused} refused");
    }
}
