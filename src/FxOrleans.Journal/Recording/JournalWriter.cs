using System.Collections.Concurrent;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Journal;

/// <summary>
/// Writes what this process's recorders have noted, all of it in one transaction. What the store does not take waits and is written again. A
/// recorder whose market a later activation has written to is stopped. Recorders are added by anybody; rounds are written by one at a time.
/// </summary>
internal sealed partial class JournalWriter(Lazy<IJournalStore> store, TimeProvider time, ILogger<DecisionJournal> log)
{
    private readonly ConcurrentDictionary<MarketRecorder, MarketTail> _tails = new();
    private readonly ConcurrentDictionary<PricingPolicy, KeptPolicy> _policies = new(ReferenceEqualityComparer.Instance);
    private long _written;
    private long _entriesBefore;
    private long _lostBefore;
    private long _stopped;
    private bool _waits;

    /// <summary>Bytes committed.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Entries noted.</summary>
    public long Entries => Interlocked.Read(ref _entriesBefore) + _tails.Keys.Sum(recorder => recorder.Entries);

    /// <summary>Entries that found no room.</summary>
    public long Lost => Interlocked.Read(ref _lostBefore) + _tails.Keys.Sum(recorder => recorder.Lost);

    /// <summary>Recorders stopped because of a later activation.</summary>
    public long Stopped => Interlocked.Read(ref _stopped);

    /// <summary>Something was noted and is not committed.</summary>
    public bool Waits => Volatile.Read(ref _waits);

    /// <summary>Makes the recorder of an activation.</summary>
    public MarketRecorder Add(PairPrice price, PricingPolicy policy)
    {
        var kept = _policies.GetOrAdd(policy, KeptPolicy.Of);
        var recorder = new MarketRecorder(price, kept.Digest, PayloadWriter.Engine, time.GetUtcNow());
        _tails[recorder] = new MarketTail(recorder);
        return recorder;
    }

    /// <summary>Writes one round.</summary>
    /// <exception cref="EngineUnavailableException">The store did not take it; all of it waits.</exception>
    public async Task WriteAsync(CancellationToken cancel)
    {
        MarketTail[] tails = [.. _tails.Values.Where(IsToWrite)];
        Volatile.Write(ref _waits, tails.Length > 0);
        if (tails.Length == 0)
        {
            return;
        }

        try
        {
            foreach (var policy in _policies.Values.Where(policy => !policy.IsKept))
            {
                await store.Value.KeepPolicyAsync(policy.Digest, policy.Json, cancel).ConfigureAwait(false);
                policy.IsKept = true;
            }

            var following = await FollowAsync(tails, cancel).ConfigureAwait(false);
            if (following.Count == 0)
            {
                return;
            }

            var refused = await store.Value.AppendAsync([.. following.SelectMany(tail => tail.Parts)], time.GetUtcNow(), cancel).ConfigureAwait(false);
            foreach (var tail in following)
            {
                if (refused.Contains(tail.Recorder.Pair))
                {
                    tail.Head = null; // Another one has written: the next round says whether it goes before.
                }
                else
                {
                    Note(tail);
                }
            }
        }
        catch
        {
            // Whether it was committed is not known: the ends of the chains say so.
            Array.ForEach(tails, tail => tail.Head = null);
            throw;
        }
    }

    // Finds the ends of the chains that are not known, and lets go of what a later activation goes before.
    private async Task<List<MarketTail>> FollowAsync(MarketTail[] tails, CancellationToken cancel)
    {
        CurrencyPair[] unknown = [.. tails.Where(tail => tail.Head is null).Select(tail => tail.Recorder.Pair).Distinct()];
        var heads = unknown.Length == 0 ? null : await store.Value.HeadsAsync(unknown, cancel).ConfigureAwait(false);
        var following = new List<MarketTail>();

        // Of two activations in this process the earlier one goes first, and the later one in the next round.
        foreach (var tail in tails.GroupBy(tail => tail.Recorder.Pair).Select(market => market.MinBy(tail => tail.Recorder.Epoch)!))
        {
            if (tail.Head is null && !Meets(tail, heads!.GetValueOrDefault(tail.Recorder.Pair, JournalHead.None)))
            {
                continue;
            }

            tail.Compose();
            following.Add(tail);
        }

        return following;
    }

    private bool Meets(MarketTail tail, JournalHead head)
    {
        if (tail.Parts.Length > 0 && head.Hash.AsSpan().SequenceEqual(tail.Parts[^1].Hash))
        {
            Note(tail); // It was committed before.
            return false;
        }

        if (!tail.Follows(head))
        {
            tail.Recorder.Stop();
            Interlocked.Increment(ref _stopped);
            LogStopped(tail.Recorder.Pair, tail.Recorder.Epoch, head.Epoch);
            Remove(tail);
            return false;
        }

        tail.Head = head;
        return true;
    }

    // One that has ended and of which nothing waits is let go.
    private bool IsToWrite(MarketTail tail)
    {
        var hasEnded = tail.Recorder.HasEnded;
        if (tail.Take())
        {
            return true;
        }

        if (hasEnded)
        {
            Remove(tail);
        }

        return false;
    }

    private void Note(MarketTail tail)
    {
        Interlocked.Add(ref _written, tail.Waiting);
        tail.Written();
    }

    private void Remove(MarketTail tail)
    {
        Interlocked.Add(ref _entriesBefore, tail.Recorder.Entries);
        Interlocked.Add(ref _lostBefore, tail.Recorder.Lost);
        _tails.TryRemove(tail.Recorder, out _);
    }

    [LoggerMessage(LogLevel.Warning, "Journal: the activation of {Pair} of epoch {Epoch} stops writing: one of epoch {Later} has written.")]
    private partial void LogStopped(CurrencyPair pair, long epoch, long later);
}
