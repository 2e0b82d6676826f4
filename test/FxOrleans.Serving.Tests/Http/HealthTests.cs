using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>/health/live</c> is local only; <c>/health/ready</c> is true to what the board can answer.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task Before_the_first_snapshot_it_lives_but_is_not_ready()
    {
        var release = new TaskCompletionSource();
        await using var host = await ServingHost.StartAsync(setup =>
        {
            setup.Synced = false;
            setup.Held = release.Task;
            setup.Prices = [Given.Price("USD/EUR", 0.8m)];
        });

        Assert.Equal(200, (await host.GetAsync("/health/live")).Status);
        var ready = await host.GetAsync("/health/ready");
        Assert.Equal((503, "application/problem+json", "not_ready"), (ready.Status, ready.ContentType, ready.Code));
        Assert.Contains("The board has not been filled yet.", ready.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));

        release.SetResult();
        await Eventually.TrueAsync(async () => (await host.GetAsync("/health/ready")).Status == 200, "it is ready once the snapshot is there");
    }

    [Fact]
    public async Task Without_any_price_it_is_not_ready()
    {
        await using var host = await ServingHost.StartAsync();

        var ready = await host.GetAsync("/health/ready");

        Assert.Equal((503, "not_ready"), (ready.Status, ready.Code));
        Assert.Equal("""["The board has no prices."]""", ready.Json.GetProperty("reasons").GetRawText());
    }

    [Fact]
    public async Task While_every_price_is_stale_it_is_not_ready()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        host.Engine.Tick("USD/GBP", 0.7m, Given.Now.AddMinutes(-1));
        var one = await host.GetAsync("/health/ready");
        Assert.Equal((200, "application/json", "ready"), (one.Status, one.ContentType, one.Json.GetProperty("status").GetString()));
        Assert.Equal((1, 1), (one.Json.GetProperty("board").GetProperty("live").GetInt32(), one.Json.GetProperty("board").GetProperty("stale").GetInt32()));

        host.Advance(TimeSpan.FromMinutes(1));

        var none = await host.GetAsync("/health/ready");
        Assert.Equal((503, "not_ready"), (none.Status, none.Code));
        Assert.Contains("Every price is stale.", none.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await host.GetAsync("/health/live")).Status);

        host.Engine.Tick("USD/EUR", 0.8m, Given.Now.AddMinutes(1));
        Assert.Equal(200, (await host.GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Not_ready_is_a_problem_with_a_number_as_its_status()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync("/health/ready")).IsProblem(503, "not_ready");
    }

    [Fact]
    public async Task A_check_that_throws_stands_in_the_way_by_its_name_alone()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services =>
            services.AddHealthChecks().AddCheck("redis", () => throw new InvalidOperationException("password=secret")));
        host.Engine.Tick("USD/EUR", 0.8m);

        var ready = await host.GetAsync("/health/ready");

        ready.IsProblem(503, "not_ready");
        Assert.Equal(("failed", "The health check redis has failed."), (ready.Json.GetProperty("redis").GetString(), ready.Json.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Being_asked_while_not_ready_fills_no_log()
    {
        await using var host = await ServingHost.StartAsync();

        for (var asked = 0; asked < 3; asked++)
        {
            Assert.Equal(503, (await host.GetAsync("/health/ready")).Status);
        }

        Assert.Empty(host.Logs.Lines);
    }

    [Theory]
    [InlineData("away", null, 200)]
    [InlineData("lost", "The cluster is lost.", 503)]
    public async Task A_fact_is_shown_and_may_stand_in_the_way(string state, string? because, int status)
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Services = services => services.AddHealthChecks().AddCheck("redis", new FixedHealthCheck(state, because)));
        host.Engine.Tick("USD/EUR", 0.8m);

        var ready = await host.GetAsync("/health/ready");

        Assert.Equal((status, state), (ready.Status, ready.Json.GetProperty("redis").GetString()));
        Assert.Equal(because is null ? [] : [because], ready.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
    }
}
