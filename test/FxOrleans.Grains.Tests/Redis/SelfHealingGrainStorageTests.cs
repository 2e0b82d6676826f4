using Orleans.Runtime;
using Orleans.Storage;

namespace FxOrleans.Grains.Tests;

/// <summary>A record that vanished is written anew; one that somebody else has changed is not.</summary>
public sealed class SelfHealingGrainStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("rendezvous", "shard");

    private readonly OneRecord _inner = new();
    private readonly GrainState<string> _state = new("first");
    private readonly SelfHealingGrainStorage _storage;

    public SelfHealingGrainStorageTests() => _storage = new SelfHealingGrainStorage(_inner);

    [Fact]
    public async Task A_vanished_record_is_written_anew()
    {
        await _storage.WriteStateAsync("state", Grain, _state);
        _inner.Tag = null;
        _state.State = "second";

        await _storage.WriteStateAsync("state", Grain, _state);

        Assert.NotNull(_inner.Tag);
        Assert.Equal(_inner.Tag, _state.ETag);
        await _storage.WriteStateAsync("state", Grain, _state);
    }

    [Fact]
    public async Task A_record_that_somebody_else_has_written_is_refused()
    {
        await _storage.WriteStateAsync("state", Grain, _state);
        _inner.Tag = "somebody's";

        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", Grain, _state));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("state", Grain, _state));
        Assert.Equal("somebody's", _inner.Tag);
    }

    [Fact]
    public async Task A_vanished_record_is_cleared_without_a_fuss()
    {
        await _storage.WriteStateAsync("state", Grain, _state);
        _inner.Tag = null;

        await _storage.ClearStateAsync("state", Grain, _state);
        Assert.Null(_inner.Tag);
    }

    /// <summary>A storage of one record, of which only the tag matters.</summary>
    private sealed class OneRecord : IGrainStorage
    {
        public string? Tag { get; set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.ETag = Tag;
            grainState.RecordExists = Tag is not null;
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Check(grainState);
            grainState.ETag = Tag = Guid.NewGuid().ToString();
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            Check(grainState);
            grainState.ETag = Tag = null;
            return Task.CompletedTask;
        }

        private void Check<T>(IGrainState<T> grainState)
        {
            if (grainState.ETag != Tag)
            {
                throw new InconsistentStateException("Somebody else has written.");
            }
        }
    }
}
