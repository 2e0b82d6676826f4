using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains.Tests;

/// <summary>Pairs that start together ask the memory together, and a memory that is slow is told of once.</summary>
public sealed class SharedRecallTests
{
    private readonly FakeTime _time = new();
    private readonly Memory _memory = new();
    private readonly Warnings _warnings = new();

    private SharedRecall Recall => field ??= new SharedRecall(_memory, _time, _warnings);

    [Fact]
    public async Task Forty_that_start_at_once_are_two_questions()
    {
        var asked = TickingMarket.Pairs.Select(pair => Recall.FindAsync(pair, CancellationToken.None)).ToArray();
        await Eventually.TrueAsync(() => _memory.Asked.Count == 1, "the first has asked");
        _memory.Answer([Given.Price($"{_memory.Asked[0][0]}", 2m)]);
        await Eventually.TrueAsync(() => _memory.Asked.Count == 2 || asked.All(one => one.IsCompleted), "the others have asked together");
        _memory.Answer([]);

        var found = await Task.WhenAll(asked);
        Assert.Equal(2m, Assert.Single(found.OfType<Price>()).Mid);
        Assert.InRange(_memory.Asked.Count, 1, 2);
        Assert.Equal(TickingMarket.Pairs.Count, _memory.Asked.Sum(question => question.Length));
    }

    [Fact]
    public async Task A_slow_memory_holds_nobody_up_and_is_told_of_once()
    {
        for (var question = 1; question <= 3; question++)
        {
            var asked = Recall.FindAsync(Given.Pair("EUR/USD"), CancellationToken.None);
            await Eventually.TrueAsync(
                () =>
                {
                    _time.Advance(TimeSpan.FromMilliseconds(300));
                    return asked.IsCompleted && _memory.Asked.Count == question;
                },
                "it is asked, and waited for no longer");
            Assert.Null(await asked);
        }

        Assert.Equal(1, _warnings.Count); // Two questions at least have failed.
    }

    private sealed class Memory : IPriceMemory
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource<IReadOnlyList<Price>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public event Action<CurrencyPair, long>? Outdated
        {
            add { }
            remove { }
        }

        public List<CurrencyPair[]> Asked { get; } = [];

        public Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel)
        {
            lock (_lock)
            {
                Asked.Add([.. pairs]);
                return _answer.Task;
            }
        }

        public void Answer(IReadOnlyList<Price> prices)
        {
            TaskCompletionSource<IReadOnlyList<Price>> answered;
            lock (_lock)
            {
                answered = _answer;
                _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            answered.SetResult(prices);
        }
    }

    private sealed class Warnings : ILogger
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                Interlocked.Increment(ref _count);
            }
        }
    }
}
