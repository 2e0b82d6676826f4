using System.Globalization;

namespace FxOrleans.DemoMarket;

/// <summary>The section <c>Demo</c> of the configuration.</summary>
public sealed class DemoMarketOptions
{
    public const string Section = "Demo";
    public const int MinTicksPerSecond = 1;
    public const int MaxTicksPerSecond = 50;

    /// <summary>
    /// <c>Demo:Enabled</c>: true to ask the demo market instead of the real providers. Default false.
    /// The other keys are ignored while it is false.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary><c>Demo:Seed</c>: which of the possible markets it is; hosts with the same seed and clock agree. Default 42, any integer from 0.</summary>
    public int Seed { get; set; } = 42;

    /// <summary><c>Demo:TicksPerSecond</c>: how often streams and sockets send. Default 5, from 1 to 50.</summary>
    public int TicksPerSecond { get; set; } = 5;

    /// <summary>What is wrong, each message naming its key; nothing when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (Seed < 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Section}:Seed is {Seed}; it must be 0 or more.");
        }

        if (TicksPerSecond is < MinTicksPerSecond or > MaxTicksPerSecond)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Section}:TicksPerSecond is {TicksPerSecond}; it must be from {MinTicksPerSecond} to {MaxTicksPerSecond}.");
        }
    }

    /// <exception cref="InvalidOperationException">A value is out of range; the message names its key.</exception>
    public void Validate()
    {
        var faults = string.Join(" ", Faults());
        if (faults.Length > 0)
        {
            throw new InvalidOperationException(faults);
        }
    }
}
