using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>Limits:RequestTimeout</c>: nobody waits for ever, and rates never wait at all.</summary>
public sealed class RequestTimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task What_takes_too_long_is_503_and_rates_go_on()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.RequestTimeout = Short;
            setup.Prices = [Given.Price("USD/EUR", 0.8m)];
        });
        host.Engine.Thinking = new TaskCompletionSource().Task;

        (await host.GetAsync("/rate/explain?from=USD&to=EUR")).IsProblem(503, "upstream_unavailable");
        Assert.Equal(200, (await host.GetAsync("/rate?from=USD&to=EUR")).Status);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_503()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/EUR", 0.8m)]);
        host.Engine.Thinking = Task.FromException(new EngineUnavailableException("The cluster does not answer."));

        (await host.GetAsync("/rate/explain?from=USD&to=EUR")).IsProblem(503, "upstream_unavailable");
    }

    [Fact]
    public async Task Sockets_are_not_meant()
    {
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.RequestTimeout = Short;
            setup.Prices = [Given.Price("USD/EUR", 0.8m)];
        });
        await using var socket = await host.ConnectSocketAsync("/ws/rates");
        var quiet = System.Diagnostics.Stopwatch.StartNew();
        await Eventually.TrueAsync(() => quiet.Elapsed > 3 * Short, "longer than the deadline");

        host.Engine.Tick("USD/EUR", 0.9m);

        await socket.RateAsync(rate => rate.Price == 0.9m, "the new price arrives");
    }
}
