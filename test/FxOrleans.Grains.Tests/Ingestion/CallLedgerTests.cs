using FxOrleans.Testing;

using Microsoft.Extensions.Logging.Abstractions;

using Orleans.Runtime;
using Orleans.Storage;

namespace FxOrleans.Grains.Tests;

/// <summary>Two activations of one ingestion stay within one provider's budget.</summary>
public sealed class CallLedgerTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(4);

    private readonly FakeTime _time = new();
    private readonly TaggedStorage _storage = new();

    [Fact]
    public async Task Of_two_activations_only_one_calls_in_an_interval()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await first.NoteAsync(900);
        await second.NoteAsync(900);

        Assert.Null(await first.ClaimAsync(Interval));
        Assert.Equal(Interval, await second.ClaimAsync(Interval));

        _time.Advance(Interval);
        Assert.Null(await second.ClaimAsync(Interval));
        Assert.Equal(Interval, await first.ClaimAsync(Interval));
    }

    [Fact]
    public async Task A_new_activation_waits_out_its_predecessors_interval()
    {
        var before = await OpenAsync();
        await before.NoteAsync(900);
        Assert.Null(await before.ClaimAsync(Interval));
        _time.Advance(TimeSpan.FromMinutes(1));

        var after = Ledger();
        Assert.Equal(TimeSpan.FromMinutes(3), await after.OpenAsync(Interval));
        Assert.True(after.HasBudget);
    }

    [Fact]
    public async Task A_provider_without_a_budget_is_not_written_down()
    {
        var ledger = await OpenAsync();
        await ledger.NoteAsync(null);

        Assert.Null(await ledger.ClaimAsync(Interval));
        Assert.Equal(0, _storage.Writes);
        Assert.Equal(TimeSpan.Zero, await Ledger().OpenAsync(Interval));
    }

    [Fact]
    public async Task It_calls_while_the_storage_is_away_and_minds_it_again_when_it_is_back()
    {
        var ledger = await OpenAsync();
        await ledger.NoteAsync(900);
        _storage.IsAway = true;
        Assert.Null(await ledger.ClaimAsync(Interval));
        Assert.Null(await ledger.ClaimAsync(Interval));
        Assert.Equal(TimeSpan.Zero, await Ledger().OpenAsync(Interval));

        _storage.IsAway = false;
        Assert.Null(await ledger.ClaimAsync(Interval));
        Assert.Equal(2, _storage.Writes);
    }

    private async Task<CallLedger> OpenAsync()
    {
        var ledger = Ledger();
        await ledger.OpenAsync(Interval);
        return ledger;
    }

    private CallLedger Ledger() => new(_storage, GrainId.Create("ingestion", "OneFrame"), _time, NullLogger.Instance);

    /// <summary>A storage as all of Orleans' are: a write must carry the tag of what is there.</summary>
    private sealed class TaggedStorage : IGrainStorage
    {
        private CallLedgerState? _state;

        public int Writes { get; private set; }

        public bool IsAway { get; set; }

        private string? Tag => Writes == 0 ? null : $"{Writes}";

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            ThrowIfAway();
            grainState.ETag = Tag;
            grainState.RecordExists = _state is not null;
            if (_state is { } state)
            {
                grainState.State = (T)(object)new CallLedgerState { LastCall = state.LastCall, QuotaLeft = state.QuotaLeft };
            }

            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            ThrowIfAway();
            if (grainState.ETag != Tag)
            {
                throw new InconsistentStateException("Somebody else has written.");
            }

            Writes++;
            var state = (CallLedgerState)(object)grainState.State!;
            _state = new CallLedgerState { LastCall = state.LastCall, QuotaLeft = state.QuotaLeft };
            grainState.ETag = Tag;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();

        private void ThrowIfAway()
        {
            if (IsAway)
            {
                throw new TimeoutException("Away.");
            }
        }
    }
}
