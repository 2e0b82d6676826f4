using FxOrleans.Abstractions;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;
using Orleans.Storage;

namespace FxOrleans.Grains;

/// <summary>
/// When a provider with a budget was last called, written down before each call in the grain storage of that name (Redis
/// in a cluster of hosts). It is the lease that keeps two activations in churn within the budget: a write carries the tag
/// of the last one read, so that of two only one may call, and a new activation waits out the interval of its predecessor.
/// Where the storage is away the call is made, because a price does not wait for Redis; the provider's own limit in each
/// process stands. Providers without a budget are not written down. Called from one grain's turns.
/// </summary>
internal sealed class CallLedger(IGrainStorage? storage, GrainId provider, TimeProvider time, ILogger logger)
{
    /// <summary>The grain storage that holds the ledgers.</summary>
    public const string Storage = "fx-ledger";

    private const string StateName = "calls";

    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    /// <summary>For an activation's first look, before which it has nothing to go by: a silo that is starting is slow.</summary>
    private static readonly TimeSpan OpeningDeadline = TimeSpan.FromSeconds(1);

    private GrainState<CallLedgerState> _state = new(new CallLedgerState());
    private bool _opened;

    private CallLedgerState Calls => _state.State ??= new CallLedgerState();

    /// <summary>True once the provider is known to have a budget.</summary>
    public bool HasBudget => Calls.QuotaLeft is not null;

    /// <summary>Reads what an earlier activation wrote. Gives how long this one has to wait before its first call.</summary>
    public async Task<TimeSpan> OpenAsync(TimeSpan interval)
    {
        _opened = storage is not null && await ReadAsync(OpeningDeadline);
        return HasBudget ? Wait(interval) : TimeSpan.Zero;
    }

    /// <summary>Asks to call now. Gives null for yes, or how long to wait because somebody else has just called.</summary>
    public async Task<TimeSpan?> ClaimAsync(TimeSpan interval)
    {
        if (!HasBudget || storage is null || (!_opened && !(_opened = await ReadAsync(Deadline))))
        {
            return null;
        }

        return await WriteAsync(time.GetUtcNow()) ? null : Wait(interval);
    }

    /// <summary>Notes what is left of the budget after a call: at once when it is the first that is known, else with the next call.</summary>
    public async Task NoteAsync(int? quotaLeft)
    {
        var isNews = quotaLeft is not null && !HasBudget;
        Calls.QuotaLeft = quotaLeft ?? Calls.QuotaLeft;
        if (isNews && _opened)
        {
            await WriteAsync(time.GetUtcNow());
        }
    }

    /// <summary>False when somebody else has written meanwhile: that is read then.</summary>
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
