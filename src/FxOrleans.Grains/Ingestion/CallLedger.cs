using FxOrleans.Abstractions;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;
using Orleans.Storage;

namespace FxOrleans.Grains;

/// <summary>
/// Keeps a provider's budget of calls while activations change. The time of the last call is written before each call, in the
/// grain storage of that name (Redis in a cluster of hosts). A write carries the tag of the last value read, so that of two
/// activations only one may call. A new activation waits for the interval of the one before it. When the storage is away, the
/// call is made: a price does not wait for Redis, and the provider's limit in each process still holds. Providers without a
/// budget are not written. Not thread-safe: called from one grain's turns.
/// </summary>
internal sealed class CallLedger(IGrainStorage? storage, GrainId provider, TimeProvider time, ILogger logger)
{
    /// <summary>The grain storage that holds the ledgers.</summary>
    public const string Storage = "fx-ledger";

    private const string StateName = "calls";

    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    /// <summary>The deadline of an activation's first read. It is long because a silo that starts is slow, and without the value the activation knows nothing.</summary>
    private static readonly TimeSpan OpeningDeadline = TimeSpan.FromSeconds(1);

    private GrainState<CallLedgerState> _state = new(new CallLedgerState());
    private bool _opened;

    private CallLedgerState Calls => _state.State ??= new CallLedgerState();

    /// <summary>True once the provider is known to have a budget.</summary>
    public bool HasBudget => Calls.QuotaLeft is not null;

    /// <summary>Reads what an earlier activation wrote. Returns how long this one must wait before its first call.</summary>
    public async Task<TimeSpan> OpenAsync(TimeSpan interval)
    {
        _opened = storage is not null && await ReadAsync(OpeningDeadline);
        return HasBudget ? Wait(interval) : TimeSpan.Zero;
    }

    /// <summary>Asks to call now. Returns null when the call may be made, else how long to wait because another activation has just called.</summary>
    public async Task<TimeSpan?> ClaimAsync(TimeSpan interval)
    {
        if (!HasBudget || storage is null || (!_opened && !(_opened = await ReadAsync(Deadline))))
        {
            return null;
        }

        return await WriteAsync(time.GetUtcNow()) ? null : Wait(interval);
    }

    /// <summary>Notes what is left of the budget after a call. The first value is written at once, later ones with the next call.</summary>
    public async Task NoteAsync(int? quotaLeft)
    {
        var isNews = quotaLeft is not null && !HasBudget;
        Calls.QuotaLeft = quotaLeft ?? Calls.QuotaLeft;
        if (isNews && _opened)
        {
            await WriteAsync(time.GetUtcNow());
        }
    }

    /// <summary>Returns false when another activation has written meanwhile, and reads what it wrote.</summary>
    private async Task<bool> WriteAsync(DateTimeOffset lastCall)
    {
        var before = Calls.LastCall;
        Calls.LastCall = lastCall;
        try
        {
            await storage!.WriteStateAsync(StateName, provider, _state).WaitAsync(Deadline, time);
            return true;
        }
        catch (InconsistentStateException)
        {
            logger.LogInformation("Another activation of {Provider} has just called; this one waits.", provider);
            Calls.LastCall = before;
            _opened = await ReadAsync(Deadline);
            return false;
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "The calls of {Provider} could not be written down; it calls all the same.", provider);
            _opened = false;
            return true;
        }
    }

    private TimeSpan Wait(TimeSpan interval)
    {
        var wait = Calls.LastCall + interval - time.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait > interval ? interval : wait;
    }

    private async Task<bool> ReadAsync(TimeSpan deadline)
    {
        var known = Calls;
        var read = new GrainState<CallLedgerState>(new CallLedgerState());
        try
        {
            await storage!.ReadStateAsync(StateName, provider, read).WaitAsync(deadline, time);
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "The calls of {Provider} could not be read; it goes by what it knows.", provider);
            return false;
        }

        _state = read;
        Calls.QuotaLeft ??= known.QuotaLeft;
        Calls.LastCall = known.LastCall > Calls.LastCall ? known.LastCall : Calls.LastCall;
        return true;
    }
}
