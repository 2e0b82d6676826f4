using System.Text.Json;

namespace FxOrleans.Load.Trials;

/// <summary>
/// A model of what was decided: the value and the market time under each number (epoch and sequence) of a pair. Whatever readers are given, and
/// whatever Redis broadcast, must agree on it. That numbers only rise says nothing: a board that takes an old price in gives it a new number.
/// Thread-safe.
/// </summary>
internal sealed class DecidedPrices
{
    /// <summary>Longer than any write takes while Redis answers.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Number, Decision> _decided = [];
    private int _contradictions;

    /// <summary>Prices under one number that are not the same price.</summary>
    public int Contradictions
    {
        get
        {
            lock (_lock)
            {
                return _contradictions;
            }
        }
    }

    /// <summary>How many numbers were seen.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _decided.Count;
            }
        }
    }

    /// <summary>Takes a price that a reader was given, in the shape of <c>GET /rate</c>.</summary>
    public void Take(JsonElement rate)
    {
        var (number, decision) = Read(rate);
        lock (_lock)
        {
            Note(number, decision, isBroadcast: false);
        }
    }

    /// <summary>Takes what Redis broadcast: of each activation of a pair at least one price, of most all.</summary>
    public void TakeBroadcasts(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            using var json = JsonDocument.Parse(message);
            var (number, decision) = Read(json.RootElement);
            lock (_lock)
            {
                Note(number, decision, isBroadcast: true);
            }
        }
    }

    /// <summary>Prices whose market time is before that of the price with the next lower number: old ones under new numbers.</summary>
    public int Old()
    {
        lock (_lock)
        {
            return Activations().Sum(decisions => decisions.Zip(decisions.Skip(1)).Count(two => two.Second.Value.At < two.First.Value.At));
        }
    }

    /// <summary>
    /// Prices of activations that never wrote one: nobody has decided them. An activation that was replaced or killed in the moment between its
    /// first tick and its first write is one too: of each pair one such moment is let pass, if it is not older than what was before it.
    /// </summary>
    public int Undecided()
    {
        lock (_lock)
        {
            return Activations().GroupBy(decisions => decisions.First().Key.Pair).Sum(Undecided);
        }
    }

    private static int Undecided(IEnumerable<IEnumerable<KeyValuePair<Number, Decision>>> activations)
    {
        var (newest, passed, undecided) = (DateTimeOffset.MinValue, false, 0);
        foreach (var decisions in activations.Select(decisions => decisions.ToArray()).OrderBy(decisions => decisions[0].Key.Epoch))
        {
            var (first, last) = (decisions[0].Value.At, decisions[^1].Value.At);
            if (!Array.Exists(decisions, decision => decision.Value.IsBroadcast))
            {
                var passes = !passed && first >= newest && last - first < Moment;
                undecided += passes ? 0 : decisions.Length;
                passed |= passes;
            }

            newest = last > newest ? last : newest;
        }

        return undecided;
    }

    /// <summary>The decisions of each activation in their order: an activation begins with the last price that was written, which may be an older one.</summary>
    private IEnumerable<IEnumerable<KeyValuePair<Number, Decision>>> Activations() =>
        _decided.GroupBy(decision => (decision.Key.Pair, decision.Key.Epoch)).Select(activation => activation.OrderBy(decision => decision.Key.Sequence));

    private void Note(in Number number, in Decision decision, bool isBroadcast)
    {
        if (!_decided.TryGetValue(number, out var known))
        {
            _decided[number] = decision with { IsBroadcast = isBroadcast };
        }
        else if ((known.Price, known.At) != (decision.Price, decision.At))
        {
            _contradictions++;
        }
        else if (isBroadcast)
        {
            _decided[number] = known with { IsBroadcast = true };
        }
    }

    private static (Number Number, Decision Decision) Read(JsonElement rate) => (
        new Number(
            $"{rate.GetProperty("from").GetString()}/{rate.GetProperty("to").GetString()}", rate.GetProperty("epoch").GetInt64(), rate.GetProperty("sequence").GetInt64()),
        new Decision(rate.GetProperty("price").GetDecimal(), rate.GetProperty("timestamp").GetDateTimeOffset(), IsBroadcast: false));

    private readonly record struct Number(string Pair, long Epoch, long Sequence);

    private readonly record struct Decision(decimal Price, DateTimeOffset At, bool IsBroadcast);
}
