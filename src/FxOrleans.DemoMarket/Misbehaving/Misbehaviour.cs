using System.Collections.Concurrent;

namespace FxOrleans.DemoMarket;

/// <summary>
/// How each demo provider behaves, switched at run time. Providers are named as in paths (<c>one-frame</c>) or as in
/// configuration (<c>OneFrame</c>). All start honest. Thread-safe; requests and streams under way obey at once.
/// </summary>
public sealed class Misbehaviour
{
    /// <summary>The smallest factor of a lie.</summary>
    public const double LeastFactor = 1e-6;
    /// <summary>The largest factor of a lie.</summary>
    public const double GreatestFactor = 1e6;

    /// <summary>How late a slow answer is when nobody says.</summary>
    public static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    /// <summary>The latest that a slow answer may be.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, MoodState> _states = new(StringComparer.Ordinal);

    public Misbehaviour(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        foreach (var provider in DemoProvider.All)
        {
            _states[provider.Name] = new MoodState(FaultMode(MisbehaviourMode.Honest, 1, TimeSpan.Zero));
        }
    }

    /// <summary>How that provider behaves now.</summary>
    /// <exception cref="ArgumentException">There is no such provider.</exception>
    public ProviderMood Get(string provider) => State(provider).FaultMode;

    /// <summary>Every provider's mood, by the name it has in paths.</summary>
    public IReadOnlyDictionary<string, ProviderMood> All() =>
        DemoProvider.All.ToDictionary(provider => provider.Name, provider => Get(provider.Name));

    /// <summary>Changes how a provider behaves, from now on; gives what that is.</summary>
    /// <param name="provider">Who.</param>
    /// <param name="mode">Does what.</param>
    /// <param name="factor">For <see cref="MisbehaviourMode.Lie"/>, and only there: 0.000001 to 1000000, not 1.</param>
    /// <param name="delay">For <see cref="MisbehaviourMode.Slow"/>, and only there: up to ten minutes; 5 seconds when null.</param>
    /// <exception cref="ArgumentException">There is no such provider, or the factor or the delay does not fit the mode.</exception>
    public ProviderMood Set(string provider, MisbehaviourMode mode, double? factor = null, TimeSpan? delay = null)
    {
        var state = State(provider);
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentException($"{(int)mode} is no mode.", nameof(mode));
        }

        if ((mode == MisbehaviourMode.Lie) != factor.HasValue)
        {
            throw new ArgumentException($"{provider}: a factor goes with the mode lie, and lie needs one.", nameof(factor));
        }

        if (factor is { } f && !(f >= LeastFactor && f <= GreatestFactor && f != 1))
        {
            throw new ArgumentException($"{provider}: the factor {f:R} is not between 0.000001 and 1000000, or is 1.", nameof(factor));
        }

        if (delay.HasValue && mode != MisbehaviourMode.Slow)
        {
            throw new ArgumentException($"{provider}: a delay goes with the mode slow.", nameof(delay));
        }

        if (delay is { } d && !(d > TimeSpan.Zero && d <= LongestDelay))
        {
            throw new ArgumentException($"{provider}: the delay {d} is not between 0 and {LongestDelay}.", nameof(delay));
        }

        var mood = FaultMode(mode, factor ?? 1, mode == MisbehaviourMode.Slow ? delay ?? DefaultDelay : TimeSpan.Zero);
        state.Change(mood);
        return mood;
    }

    internal MoodState State(string provider) =>
        DemoProvider.Find(provider) is { } known
            ? _states[known.Name]
            : throw new ArgumentException(
                $"'{provider}' is no demo provider; there are {string.Join(", ", DemoProvider.All.Select(p => p.Name))}.", nameof(provider));

    private ProviderMood FaultMode(MisbehaviourMode mode, double factor, TimeSpan delay) => new(mode, factor, delay, _time.GetUtcNow());
}
