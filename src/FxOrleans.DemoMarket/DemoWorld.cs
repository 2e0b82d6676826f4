using System.ComponentModel.DataAnnotations;

namespace FxOrleans.DemoMarket;

/// <summary>The demo's upstream world: one market and the providers that publish it, each with its mood. Thread-safe.</summary>
public sealed class DemoWorld
{
    /// <exception cref="ValidationException">An option is out of range.</exception>
    public DemoWorld(DemoMarketOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Time = time;
        Model = new MarketModel(options.Seed);
        Misbehaviour = new Misbehaviour(time);
        TickInterval = TimeSpan.FromSeconds(1) / options.TicksPerSecond;
    }

    public MarketModel Model { get; }

    public Misbehaviour Misbehaviour { get; }

    /// <summary>From one tick of a stream to the next.</summary>
    public TimeSpan TickInterval { get; }

    internal TimeProvider Time { get; }
}
