using System.Security.Cryptography;
using System.Threading.Channels;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.Journal;

/// <summary>
/// Decides the journal again by other rules in the background: one job at a time, with half of one processor at most, reading the store only. A
/// few more may wait, and the latest results are kept. Thread-safe.
/// </summary>
internal sealed partial class WhatIfJobs(Lazy<IJournalStore> store, TimeProvider time, ILogger<WhatIfJobs> log) : BackgroundService, IWhatIf
{
    /// <summary>The share of one processor.</summary>
    public const double Share = 0.5;

    /// <summary>Jobs that may wait beside the one that is worked on.</summary>
    public const int MostWaiting = 8;

    /// <summary>Jobs of which the outcome is kept.</summary>
    public const int MostKept = 64;

    private const int IdBytes = 12;

    private readonly Lock _lock = new();
    private readonly List<WhatIfWork> _jobs = [];
    private readonly Channel<bool> _started = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    public WhatIfJob? Start(WhatIfQuestion question)
    {
        WhatIfWork work;
        try
        {
            var policy = PolicyOverlay.Of(question.Policy) ?? throw new FormatException("The policy names no rule.");
            work = new WhatIfWork(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), question, policy);
        }
        catch (OptionsValidationException wrong)
        {
            throw new FormatException(string.Join(' ', wrong.Failures), wrong);
        }

        lock (_lock)
        {
            if (_jobs.Count(job => job.State == WhatIfState.Queued) >= MostWaiting)
            {
                return null;
            }

            _jobs.Add(work);
            Forget();
            _started.Writer.TryWrite(true);
            return work.Job;
        }
    }

    /// <inheritdoc/>
    public WhatIfJob? Find(string id)
    {
        lock (_lock)
        {
            return _jobs.Find(job => job.Id == id)?.Job;
        }
    }

    /// <inheritdoc/>
    public WhatIfJob? Cancel(string id)
    {
        lock (_lock)
        {
            if (_jobs.Find(job => job.Id == id) is not { } found)
            {
                return null;
            }

            if (!found.HasEnded)
            {
                found.State = WhatIfState.Cancelled;
                found.Cancel();
            }

            return found.Job;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _started.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            while (Begin() is { } work)
            {
                await AnswerAsync(work, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AnswerAsync(WhatIfWork work, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, work.Cancelled);
        try
        {
            var report = await JournalReplay.RunAsync(store.Value, work.Replay(new ProcessorShare(Share, time)), either.Token).ConfigureAwait(false);
            if (report.Entries == 0)
            {
                End(work, null, "The journal holds nothing of that time.");
                return;
            }

            End(work, new WhatIfResult(report.Markets, report.Entries, report.Lost, report.Differences.Count, report.Other!), null);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            End(work, null, "The host stopped before it was done.");
        }
        catch (Exception wrong) when (wrong is EngineUnavailableException or InvalidDataException or OptionsValidationException)
        {
            End(work, null, wrong is OptionsValidationException rules ? string.Join(' ', rules.Failures) : wrong.Message);
        }
        catch (Exception failure)
        {
            LogFailed(work.Id, failure);
            End(work, null, "It failed in a way that was not foreseen; the log of the host says how.");
        }
    }

    // The first that waits; null when none does.
    private WhatIfWork? Begin()
    {
        lock (_lock)
        {
            if (_jobs.Find(job => job.State == WhatIfState.Queued) is not { } work)
            {
                return null;
            }

            work.State = WhatIfState.Running;
            return work;
        }
    }

    // One that was cancelled stays so.
    private void End(WhatIfWork work, WhatIfResult? result, string? error)
    {
        lock (_lock)
        {
            if (!work.HasEnded)
            {
                (work.Result, work.Error, work.State) = (result, error, result is null ? WhatIfState.Failed : WhatIfState.Done);
            }
        }
    }

    private void Forget()
    {
        while (_jobs.Count > MostKept && _jobs.Find(job => job.HasEnded) is { } oldest)
        {
            _jobs.Remove(oldest);
        }
    }

    [LoggerMessage(LogLevel.Error, "What-if {Id} failed.")]
    private partial void LogFailed(string id, Exception failure);
}
