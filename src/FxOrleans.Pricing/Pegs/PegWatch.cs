using System.Collections.Frozen;

namespace FxOrleans.Pricing;

/// <summary>
/// How every living peg stands, and which currencies' prices are therefore refused. One writer looks at the pegs; reads are safe from any thread,
/// take no lock and allocate nothing.
/// </summary>
public sealed class PegWatch
{
    private readonly PegTest[] _tests = [.. Pegs.All.Where(peg => !peg.Pair.Quote.IsDead).Select(peg => new PegTest(peg))];
    private readonly Dictionary<Peg, IReadOnlyList<PegVoice>> _evidence = [];
    private FrozenSet<Asset> _broken = FrozenSet<Asset>.Empty;
    private PegReport[] _reports = [];
    private int _version;

    /// <summary>The pegs that are watched.</summary>
    public IReadOnlyList<Peg> Watched => [.. _tests.Select(test => test.Peg)];

    /// <summary>Rises when a peg breaks or holds again: what was judged under a lower one may no longer be true.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The pegs that anybody has quoted, as of the last look.</summary>
    public IReadOnlyList<PegReport> Reports => Volatile.Read(ref _reports);

    /// <summary>Whether one side of the pair is a currency whose peg is broken.</summary>
    public bool IsBroken(CurrencyPair pair)
    {
        var broken = Volatile.Read(ref _broken);
        return broken.Count > 0 && (broken.Contains(pair.Base) || broken.Contains(pair.Quote));
    }

    /// <summary>The price, marked where the peg of one of its sides is broken.</summary>
    public Price Mark(in Price price) => IsBroken(price.Pair) ? price with { PegBroken = true } : price;

    /// <summary>Looks at every peg. Called by one at a time.</summary>
    /// <param name="look">Feeds a peg's test with what is known of it now, and says whose word that was; null for nothing known.</param>
    /// <returns>The pegs whose state has changed.</returns>
    public IReadOnlyList<PegReport> Look(Func<PegTest, IReadOnlyList<PegVoice>?> look)
    {
        var before = _tests.ToDictionary(test => test, test => test.State);
        foreach (var test in _tests)
        {
            if (look(test) is { } evidence)
            {
                _evidence[test.Peg] = evidence;
            }
        }

        var reports = _tests.Where(test => test.State is not null)
            .Select(test => new PegReport(test.Peg, test.State!.Value, test.Since, _evidence.GetValueOrDefault(test.Peg) ?? []))
            .ToArray();
        Volatile.Write(ref _reports, reports);
        var broken = reports.Where(report => report.State == PegState.Broken).Select(report => report.Peg.Pair.Quote).ToFrozenSet();
        if (!broken.SetEquals(_broken))
        {
            Volatile.Write(ref _broken, broken);
            Interlocked.Increment(ref _version);
        }

        return [.. reports.Where(report => before.Any(one => one.Key.Peg == report.Peg && one.Value is { } was && was != report.State))];
    }
}
