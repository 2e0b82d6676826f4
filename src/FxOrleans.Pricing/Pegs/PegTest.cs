namespace FxOrleans.Pricing;

/// <summary>
/// A sequential test for a peg's break: a one-sided CUSUM (Page, "Continuous inspection schemes", Biometrika 41, 1954) for each side of the band. An
/// observation is the distance outside of the band that more than half of the independent voices, and at least two, reach; of three voices one liar
/// cannot move it. Each adds its distance less <see cref="Allowance"/>; the peg is broken when the sum reaches <see cref="Alarm"/>, and holds
/// again when it is back at 0. Not thread-safe.
/// </summary>
/// <param name="peg">The peg.</param>
public sealed class PegTest(Peg peg)
{
    /// <summary>
    /// What an observation must exceed to count for a break, relative: half of the smallest break looked for, 2 %. The Hong Kong dollar has
    /// stood up to 0.6 % outside of today's band for weeks (2003) without a break.
    /// </summary>
    public const double Allowance = 0.01;

    /// <summary>The sum that is a break: two observations of 2 % or more, or eight of 1.2 %.</summary>
    public const double Alarm = 0.015;

    // No single observation is a break, however far it is out; and a break that has lasted long is over after a few observations inside.
    private const double MostAtOnce = 0.6 * Alarm;
    private const double MostInAll = 2 * Alarm;

    private readonly Dictionary<string, DateTimeOffset> _counted = [];
    private double _above;
    private double _below;

    /// <summary>The peg under test.</summary>
    public Peg Peg { get; } = peg;

    /// <summary>How it stands; null before the first voice.</summary>
    public PegState? State { get; private set; }

    /// <summary>Since when it has stood so, UTC; null while no change was seen.</summary>
    public DateTimeOffset? Since { get; private set; }

    /// <summary>
    /// Takes what the sources say now. It counts as an observation once at least two independent voices are newer than at the last one: the same
    /// quote heard again is no evidence. True when the state has changed.
    /// </summary>
    public bool Observe(IReadOnlyList<PegVoice> voices, DateTimeOffset now)
    {
        var independent = voices.GroupBy(voice => voice.Group).Select(group => group.MaxBy(voice => voice.Timestamp)!).ToList();
        if (independent.Count == 0)
        {
            return false;
        }

        if (independent.Count > 1 && independent.Count(IsNew) > 1)
        {
            foreach (var voice in independent)
            {
                _counted[voice.Group] = voice.Timestamp;
            }

            var distances = independent.Select(voice => Peg.Outside((double)voice.Value)).Order().ToList();
            var needed = Math.Max(2, (distances.Count / 2) + 1);
            _above = Add(_above, distances[^needed]);
            _below = Add(_below, -distances[needed - 1]);
        }

        var middle = Middle(independent);
        return Move(IsBroken() ? PegState.Broken : Peg.IsAtEdge(middle) ? PegState.Edge : PegState.Inside, now);
    }

    /// <summary>Takes what another node has found, and the rate that this one knows; ignored once this one has tested voices itself. True when the state has changed.</summary>
    public bool Tell(bool broken, double rate, DateTimeOffset now) =>
        _counted.Count == 0 && Move(broken ? PegState.Broken : Peg.IsAtEdge(rate) ? PegState.Edge : PegState.Inside, now);

    private static double Add(double sum, double distance) => Math.Clamp(sum + Math.Min(distance - Allowance, MostAtOnce), 0, MostInAll);

    private static double Middle(List<PegVoice> voices)
    {
        var values = voices.Select(voice => (double)voice.Value).Order().ToList();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private bool IsNew(PegVoice voice) => !_counted.TryGetValue(voice.Group, out var last) || voice.Timestamp > last;

    private bool IsBroken()
    {
        var sum = Math.Max(_above, _below);
        return sum >= Alarm || (State == PegState.Broken && sum > 0);
    }

    private bool Move(PegState next, DateTimeOffset now)
    {
        var changed = State is { } state && state != next;
        Since = changed ? now : Since;
        State = next;
        return changed;
    }
}
