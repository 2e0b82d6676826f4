using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Providers.Tests;

public class OneFrameStreamTests
{
    private const string Path = "/streaming/rates";

    [Fact]
    public async Task Arrays_come_one_after_another_however_they_are_cut()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, async context =>
        {
            foreach (var part in new[] { "[", Row(1), "][" + Row(2)[..20], Row(2)[20..] + "]\n[]\n[" + Row(3) + "]" })
            {
                await context.Response.WriteAsync(part);
                await context.Response.Body.FlushAsync();
            }
        });

        var answers = await ReadAsync(host);

        Assert.Equal([1m, 2m, 3m], answers.Select(answer => Assert.Single(answer.Quotes).Mid));
        var request = Assert.Single(host.Server.Seen);
        Assert.Equal("/streaming/rates?pair=USDJPY", request.Target);
        Assert.Equal("secret", request.Headers["token"]);
    }

    [Fact]
    public async Task An_answer_is_given_before_the_next_one_comes()
    {
        await using var host = await HostAsync();
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server.On(Path, async context =>
        {
            await context.Response.WriteAsync($"[{Row(1)}]");
            await context.Response.Body.FlushAsync();
            await taken.Task;
            await context.Response.WriteAsync($"[{Row(2)}]");
        });

        var seen = 0;
        await foreach (var answer in Stream(host).StreamAsync(CancellationToken.None))
        {
            Assert.Equal(++seen, answer.Quotes[0].Mid);
            taken.TrySetResult();
        }

        Assert.Equal(2, seen);
    }

    [Theory]
    [InlineData("""{"error":"Quota reached"}""", ProviderFailureKind.RateLimited)]
    [InlineData("""{"error":"Invalid Currency Pair"}""", ProviderFailureKind.ErrorAnswer)]
    [InlineData("<html>", ProviderFailureKind.Unreadable)]
    [InlineData("""[{"from":"USD","to":"JPY","bid":1""", ProviderFailureKind.Unreachable)]
    [InlineData("""[{"from":"USD" "to":"JPY"}]""", ProviderFailureKind.Unreadable)]
    public async Task What_is_no_documented_answer_ends_the_stream(string body, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, body);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host));

        Assert.Equal(kind, failure.Kind);
    }

    [Theory]
    [InlineData(403, ProviderFailureKind.Unauthorized)]
    [InlineData(429, ProviderFailureKind.RateLimited)]
    [InlineData(500, ProviderFailureKind.HttpStatus)]
    public async Task A_status_that_is_no_success_is_a_failure(int status, ProviderFailureKind kind)
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "no", status: status);

        var failure = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host));

        Assert.Equal(kind, failure.Kind);
        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task A_limited_stream_rests_the_provider()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "no", status: 429, headers: ("Retry-After", "90"));
        await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host));

        var refused = await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host));

        Assert.Equal((ProviderFailureKind.RateLimited, TimeSpan.FromSeconds(90)), (refused.Kind, refused.RetryAfter));
        Assert.Single(host.Server.Seen);
    }

    [Fact]
    public async Task Bad_rows_do_not_end_the_stream()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, $"[{Row(-1)}][{Row(2)}]");

        var answers = await ReadAsync(host);

        Assert.Equal(RowFault.NotPositive, Assert.Single(answers[0].Rejected).Fault);
        Assert.Equal(2m, Assert.Single(answers[1].Quotes).Mid);
    }

    [Fact]
    public async Task Silence_is_a_lost_connection()
    {
        await using var host = (await HostAsync()).With("Providers:OneFrame:Timeout", "00:00:07");
        host.Server.On(Path, async context =>
        {
            await context.Response.WriteAsync($"[{Row(1)}]");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        await using var answers = Stream(host).StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync());
        var next = answers.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            // The read that waits may not have begun yet; each round offers it the whole time again.
            host.Clock.Advance(TimeSpan.FromSeconds(7));
            await Task.Yield();
        }

        Assert.Equal(ProviderFailureKind.Timeout, (await Assert.ThrowsAsync<ProviderException>(() => next)).Kind);
    }

    [Fact]
    public async Task An_array_that_trickles_in_is_a_lost_connection()
    {
        await using var host = (await HostAsync()).With("Providers:OneFrame:Timeout", "00:00:07");
        host.Server.On(Path, async context =>
        {
            await context.Response.WriteAsync("[");
            while (!context.RequestAborted.IsCancellationRequested)
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                await context.Response.WriteAsync(" ");
                await context.Response.Body.FlushAsync();
                await Task.Yield();
            }
        });

        Assert.Equal(ProviderFailureKind.Timeout, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host))).Kind);
    }

    [Fact]
    public async Task Arrays_with_nothing_in_them_are_empty_in_the_end()
    {
        await using var host = (await HostAsync()).With("Providers:OneFrame:Timeout", "00:00:07");
        host.Server.On(Path, async context =>
        {
            for (var sent = 0; !context.RequestAborted.IsCancellationRequested; sent++)
            {
                await context.Response.WriteAsync(sent == 0 ? $"[{Row(1)}]" : "[]");
                await context.Response.Body.FlushAsync();

                // The one of the connection itself, and that of each value read before.
                await host.Time.TimerOf(TimeSpan.FromSeconds(7), sent + 2);
                host.Clock.Advance(TimeSpan.FromSeconds(3));
            }
        });

        await using var answers = Stream(host).StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await answers.MoveNextAsync());

        var failure = await Assert.ThrowsAsync<ProviderException>(() => answers.MoveNextAsync().AsTask());
        Assert.Equal(ProviderFailureKind.Empty, failure.Kind);
    }

    [Fact]
    public async Task An_array_without_an_end_is_cut()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, async context =>
        {
            await context.Response.WriteAsync("[");
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string(' ', 64 * 1024));
            }
        });

        Assert.Equal(ProviderFailureKind.TooLarge, (await Assert.ThrowsAsync<ProviderException>(() => ReadAsync(host))).Kind);
    }

    [Fact]
    public async Task The_caller_can_stop()
    {
        await using var host = await HostAsync();
        using var cancel = new CancellationTokenSource();
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Server.On(Path, async context =>
        {
            context.RequestAborted.Register(() => left.TrySetResult());
            await context.Response.WriteAsync($"[{Row(1)}]");
            await context.Response.Body.FlushAsync();
            await left.Task;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Stream(host).StreamAsync(cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });

        await left.Task;
    }

    private static string Row(int price) =>
        $$"""{"from":"USD","to":"JPY","bid":{{price}},"ask":{{price}},"price":{{price}},"time_stamp":"2026-09-29T11:59:58Z","note":"]\"}"}""";

    private static IStreamingRateProvider Stream(ProviderHost host) => Assert.IsAssignableFrom<IStreamingRateProvider>(host.Provider("OneFrame"));

    private static async Task<List<ProviderAnswer>> ReadAsync(ProviderHost host)
    {
        var answers = new List<ProviderAnswer>();
        await foreach (var answer in Stream(host).StreamAsync(CancellationToken.None))
        {
            answers.Add(answer);
        }

        return answers;
    }

    private static async Task<ProviderHost> HostAsync() =>
        (await ProviderHost.StartAsync("OneFrame")).With("Providers:OneFrame:Streaming", "true").With("Providers:OneFrame:ApiKey", "secret").Tracking("USD/JPY");
}
