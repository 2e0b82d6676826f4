using FxOrleans.Journal.Tests.Recording;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Journal.Tests.WhatIf;

/// <summary>What a replay by other rules says is what a second run by those rules shows, price by price.</summary>
public sealed class SecondRunTests : IDisposable
{
    private static readonly PricingPolicy InForce = new() { ExplainDepth = 0 };
    private static readonly CurrencyPair Euro = CurrencyPair.Parse("USD/EUR");

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Quorum", "3", PriceChanges.Quorum)]
    [InlineData("OutlierFloor", "0.0005", PriceChanges.Mid)]
    [InlineData("Usage:CurrencyConfidence", "1", PriceChanges.Usage)]
    public async Task The_differences_listed_are_those_of_a_second_run_by_those_rules(string key, string value, PriceChanges changed)
    {
        var overlay = PolicyOverlay.Of([KeyValuePair.Create(key, (string?)value)])!;
        var other = overlay(InForce);
        var journal = _folder.Open();
        var (first, second) = (new PairPrice(Euro, InForce, 10), new PairPrice(Euro, other, 10));
        journal.Record(first, InForce);
        var (listed, compared, firm, quorate) = (new List<PriceDifference>(), 0, (Before: 0L, After: 0L), (Before: 0L, After: 0L));
        var (gained, lost) = (new SortedDictionary<Verdict, long>(), new SortedDictionary<Verdict, long>());
        await foreach (var (quote, now) in MarketAsync(journal))
        {
            var isNew = first.Apply(quote, now, out var verdict);
            second.Apply(quote, now, out var otherVerdict);
            if (verdict != otherVerdict)
            {
                lost[verdict] = lost.GetValueOrDefault(verdict) + 1;
                gained[otherVerdict] = gained.GetValueOrDefault(otherVerdict) + 1;
            }

            if (isNew)
            {
                compared++;
                Note(first.Current, second.Current, now);
            }

            if (now.Monotonic.Milliseconds == 0)
            {
                first.Reconsider(now);
                second.Reconsider(now);
            }
        }

        var report = (await JournalReplay.RunAsync(_folder.Options, new ReplayQuestion(Given.Now.AddMinutes(-1), Given.Now.AddHours(1)) { Policy = overlay }, default)).Other!;

        Assert.True(listed.Count > 20 && listed.Count < compared, $"{listed.Count} of {compared} differ");
        Assert.Contains(listed, difference => difference.Changes.HasFlag(changed));
        Assert.Equal((compared, listed.Count), (report.Compared, report.Different));
        Assert.Equal(listed.Count(difference => difference.Changes.HasFlag(PriceChanges.Mid)), report.Moved);
        Assert.Equal(listed.OrderByDescending(difference => difference.BasisPoints).ThenBy(difference => difference.Sequence).Take(10), report.Worst);
        Assert.Equal((firm, quorate), ((report.FirmBefore, report.FirmAfter), (report.QuorateBefore, report.QuorateAfter)));
        Assert.All(report.Faults, fault => Assert.Equal((gained.GetValueOrDefault(fault.Verdict), lost.GetValueOrDefault(fault.Verdict)), (fault.Gained, fault.Lost)));
        Assert.Equal(gained.Keys.Concat(lost.Keys).Where(verdict => verdict.IsFault()).Distinct().Order(), report.Faults.Select(fault => fault.Verdict).Where(verdict => verdict.IsFault()));

        void Note(in Price before, in Price after, ClockReading now)
        {
            var (wasFirm, isFirm) = (UsageRule.Judge(before, InForce, now.Wall) == UsageReason.None, UsageRule.Judge(after, other, now.Wall) == UsageReason.None);
            firm = (firm.Before + (wasFirm ? 1 : 0), firm.After + (isFirm ? 1 : 0));
            quorate = (quorate.Before + (before.Quorate ? 1 : 0), quorate.After + (after.Quorate ? 1 : 0));
            var changes = (before.Mid == after.Mid ? 0 : PriceChanges.Mid)
                | ((before.Mid - before.Bid, before.Ask - before.Mid) == (after.Mid - after.Bid, after.Ask - after.Mid) ? 0 : PriceChanges.Spread)
                | (before.Confidence == after.Confidence ? 0 : PriceChanges.Confidence)
                | (before.Kind == after.Kind ? 0 : PriceChanges.Kind)
                | (before.Quorate == after.Quorate ? 0 : PriceChanges.Quorum)
                | (before.Disputed == after.Disputed ? 0 : PriceChanges.Dispute)
                | (wasFirm == isFirm ? 0 : PriceChanges.Usage);
            if (changes != PriceChanges.None)
            {
                var points = (double)Math.Abs((after.Mid / before.Mid) - 1) * 10_000;
                listed.Add(new PriceDifference(Euro, before.Epoch, before.Sequence, before.Timestamp, before.Mid, after.Mid, points, changes));
            }
        }
    }

    // Five minutes of four live sources, a quote each 200 ms: two of them pause now and then, and one is somewhat off at times.
    private static async IAsyncEnumerable<(Quote Quote, ClockReading Now)> MarketAsync(DecisionJournal journal)
    {
        var (random, mid) = (new Randomness(5), 0.88m);
        var sources = Enumerable.Range(0, 4).Select(number => Given.Live($"S{number}")).ToArray();
        for (var step = 1; step <= 1500; step++)
        {
            mid += (random.Below(21) - 10) * 0.000001m;
            var index = step % sources.Length;
            if (index < 2 && step % 400 < 200)
            {
                continue; // Two of them are silent, for longer than their quotes are fresh.
            }

            var passed = TimeSpan.FromMilliseconds(200 * step);
            var off = index == 3 && step % 90 < 30 ? 0.0007m : 0;
            yield return (Given.Quote("USD/EUR", mid + off - 0.00001m, mid + off, mid + off + 0.00001m, Given.Now + passed, sources[index]), new ClockReading(Given.Now + passed, passed));
            if (step % 50 == 0)
            {
                await journal.WriteAsync(default);
            }
        }

        await journal.WriteAsync(default);
    }
}
