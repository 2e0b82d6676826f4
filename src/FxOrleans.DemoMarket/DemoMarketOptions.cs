using System.ComponentModel.DataAnnotations;

namespace FxOrleans.DemoMarket;

/// <summary>The section <c>Demo</c> of the configuration.</summary>
public sealed class DemoMarketOptions
{
    public const string Section = "Demo";

    /// <summary>
    /// <c>Demo:Enabled</c>: true to ask the demo market instead of the real providers. Default false.
    /// The other keys are ignored while it is false.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary><c>Demo:Seed</c>: which of the possible markets it is; hosts with the same seed and clock agree. Default 42, any integer from 0.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; set; } = 42;

    /// <summary><c>Demo:TicksPerSecond</c>: how often streams and sockets send. Default 5, from 1 to 50.</summary>
    [Range(1, 50)]
    public int TicksPerSecond { get; set; } = 5;
}
