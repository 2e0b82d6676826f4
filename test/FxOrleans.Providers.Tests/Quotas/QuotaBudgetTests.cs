using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Providers.Tests;

public class QuotaBudgetTests
{
    private static readonly CallQuota TenAMinute = new(10, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task No_window_of_any_start_holds_more_calls_than_the_quota()
    {
        var time = new FakeTime();
        var budget = new QuotaBudget("Any", TenAMinute, new MemoryQuotaStore(), time);
        var random = new Random(7);
        var made = new List<DateTimeOffset>();
        for (var step = 0; step < 3000; step++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(0, 2000)));
            try
            {
                await budget.SpendAsync(CancellationToken.None);
                made.Add(time.GetUtcNow());
            }
            catch (ProviderException spent)
            {
                Assert.Equal(ProviderFailureKind.QuotaSpent, spent.Kind);
            }
        }

        Assert.All(made, (first, index) => Assert.True(index + 10 >= made.Count || made[index + 10] - first > TimeSpan.FromMinutes(1)));
        Assert.InRange(made.Count, 400, 510);
    }

    [Fact]
    public async Task It_says_when_a_call_is_free_again()
    {
        var time = new FakeTime();
        var budget = new QuotaBudget("Any", TenAMinute, new MemoryQuotaStore(), time);
        for (var call = 9; call >= 0; call--)
        {
            await budget.SpendAsync(CancellationToken.None);
            Assert.Equal(call, budget.Left);
        }

        var spent = await Assert.ThrowsAsync<ProviderException>(() => budget.SpendAsync(CancellationToken.None).AsTask());
        time.Advance(spent.RetryAfter!.Value - TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<ProviderException>(() => budget.SpendAsync(CancellationToken.None).AsTask());
        time.Advance(TimeSpan.FromTicks(1));
        await budget.SpendAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_is_spent_outlives_the_budget()
    {
        var time = new FakeTime();
        var store = new MemoryQuotaStore();
        await new QuotaBudget("Any", TenAMinute, store, time).SpendAsync(CancellationToken.None);

        var after = new QuotaBudget("Any", TenAMinute, store, time);
        await after.SpendAsync(CancellationToken.None);
        Assert.Equal(8, after.Left);
        var other = new QuotaBudget("Other", TenAMinute, store, time);
        await other.SpendAsync(CancellationToken.None);
        Assert.Equal(9, other.Left);
    }

    [Fact]
    public async Task Calls_at_once_are_counted_one_by_one()
    {
        var budget = new QuotaBudget("Any", TenAMinute, new MemoryQuotaStore(), new FakeTime());

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => budget.SpendAsync(CancellationToken.None).AsTask())));

        await Assert.ThrowsAsync<ProviderException>(() => budget.SpendAsync(CancellationToken.None).AsTask());
    }
}
