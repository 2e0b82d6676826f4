using FxOrleans.Journal.Tests.Recording;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Journal.Tests.WhatIf;

/// <summary>What-ifs as jobs: one at a time, a bounded number of them, each with the result that <c>./fx replay</c> gives.</summary>
public sealed class WhatIfJobsTests : IDisposable
{
    private static readonly PricingPolicy Policy = new() { FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20), ExplainDepth = 0 };
    private static readonly CurrencyPair Euro = CurrencyPair.Parse("USD/EUR");
    private static readonly WhatIfQuestion Question = new(
        Given.Now.AddDays(-1), Given.Now.AddDays(30), [Euro.Inverse], new Dictionary<string, string?> { ["quorum"] = "3", ["HoldFor"] = "00:00:05" });

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_gives_what_the_command_gives_by_the_same_rules()
    {
        await RecordAsync();
        var store = _folder.Store();
        using var jobs = Jobs(store);
        await jobs.StartAsync(default);

        var job = await EndedAsync(jobs, jobs.Start(Question)!.Id);

        string[] arguments = ["--Pricing:Quorum=3", "--Pricing:HoldFor=00:00:05"];
        var command = new ReplayQuestion(Question.From, Question.To) { Pairs = [Euro], Policy = PolicyOverlay.Of(new ConfigurationBuilder().AddCommandLine(arguments).Build()) };
        var expected = await JournalReplay.RunAsync(_folder.Options, command, default);
        Assert.Equal((WhatIfState.Done, 1.0, null), (job.State, job.Progress, job.Error));
        Assert.Equal((1, expected.Entries, expected.Lost, 0), (job.Result!.Markets, job.Result.Entries, job.Result.Lost, job.Result.Unfaithful));
        Assert.True(expected.Other!.Different > 0);
        Assert.Equal(expected.Other.Worst, job.Result.Report.Worst);
        Assert.Equal(expected.Other.Faults, job.Result.Report.Faults);
        Assert.Equal(expected.Other, job.Result.Report with { Worst = expected.Other.Worst, Faults = expected.Other.Faults });
        await jobs.StopAsync(default);
    }

    [Theory]
    [InlineData("Quorom", "3", "Pricing has no setting 'Quorom'")]
    [InlineData("Quorum", "99", "Pricing:Quorum is 99; it must be from 1 to 16")]
    [InlineData("Usage:Pairs:EUR/XXL:Sources", "3", "Pricing:Usage:Pairs:EUR/XXL is no pair")]
    public void Rules_that_cannot_be_used_are_named(string key, string value, string said)
    {
        using var jobs = Jobs(_folder.Store());

        var wrong = Assert.Throws<FormatException>(() => jobs.Start(Question with { Policy = new Dictionary<string, string?> { [key] = value } }));

        Assert.Contains(said, wrong.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => jobs.Start(Question with { Policy = new Dictionary<string, string?>() }));
    }

    [Fact]
    public async Task Only_so_many_wait_and_only_the_latest_are_kept()
    {
        await RecordAsync();
        await using var store = new LostStore(_folder.Store()) { Mode = LostStore.Failure.Silent };
        using var jobs = Jobs(store);
        await jobs.StartAsync(default);
        var first = jobs.Start(Question)!.Id;
        await Eventually.TrueAsync(() => jobs.Find(first)!.State == WhatIfState.Running, "the first one is worked on");
        var waiting = Enumerable.Range(0, WhatIfJobs.MostWaiting).Select(_ => jobs.Start(Question)!.Id).ToList();

        Assert.Null(jobs.Start(Question));
        Assert.All(waiting, id => Assert.Equal(WhatIfState.Queued, jobs.Find(id)!.State));
        Assert.Equal(WhatIfState.Cancelled, jobs.Cancel(waiting[0])!.State);
        for (var i = 0; i < 3 * WhatIfJobs.MostWaiting; i++)
        {
            Assert.Equal(WhatIfState.Cancelled, jobs.Cancel(jobs.Start(Question)!.Id)!.State); // Each makes room for the next.
        }

        var another = jobs.Start(Question)!.Id;

        store.Mode = LostStore.Failure.None;
        Assert.Equal(WhatIfState.Cancelled, jobs.Cancel(first)!.State);
        Assert.Equal(WhatIfState.Done, (await EndedAsync(jobs, another)).State);
        Assert.All(waiting.Skip(1), id => Assert.Equal(WhatIfState.Done, jobs.Find(id)!.State));
        Assert.Equal((WhatIfState.Cancelled, WhatIfState.Cancelled), (jobs.Find(first)!.State, jobs.Find(waiting[0])!.State));

        var absent = Question with { Pairs = [CurrencyPair.Parse("GBP/JPY")] };
        for (var i = 0; i < WhatIfJobs.MostKept; i++)
        {
            var failed = await EndedAsync(jobs, jobs.Start(absent)!.Id);
            Assert.Equal((WhatIfState.Failed, "The journal holds nothing of that time."), (failed.State, failed.Error));
        }

        Assert.Null(jobs.Find(first));
        Assert.Null(jobs.Cancel(another));
        await jobs.StopAsync(default);
    }

    [Fact]
    public async Task It_rests_as_long_as_it_worked()
    {
        var share = new ProcessorShare(WhatIfJobs.Share, _folder.Time);
        Assert.True(share.RestAsync(default).IsCompletedSuccessfully);
        _folder.Time.Advance(2 * ProcessorShare.Slice);

        var rest = share.RestAsync(default).AsTask();
        _folder.Time.Advance((2 * ProcessorShare.Slice) - TimeSpan.FromMilliseconds(1));
        Assert.False(rest.IsCompleted);
        _folder.Time.Advance(TimeSpan.FromMilliseconds(1));

        await rest;
    }

    private async Task RecordAsync()
    {
        var journal = _folder.Open();
        foreach (var pair in new[] { Euro, CurrencyPair.Parse("USD/JPY") })
        {
            var (price, market) = (new PairPrice(pair, Policy, 10), new RandomMarket(pair, 0.88, 31));
            journal.Record(price, Policy);
            for (var round = 0; round < 20; round++)
            {
                JournalFolder.Go(price, market, 60);
                await journal.WriteAsync(default);
            }
        }
    }

    private WhatIfJobs Jobs(IJournalStore store) => new(new Lazy<IJournalStore>(store), _folder.Time, NullLogger<WhatIfJobs>.Instance);

    private static async Task<WhatIfJob> EndedAsync(WhatIfJobs jobs, string id)
    {
        await Eventually.TrueAsync(() => jobs.Find(id)!.State is not (WhatIfState.Queued or WhatIfState.Running), "the job has ended");
        return jobs.Find(id)!;
    }
}
