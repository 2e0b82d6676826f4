using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.Otlp;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>One setting sends metrics, traces and logs to an OTLP receiver.</summary>
public sealed class OtlpTests(TracedHost host) : IClassFixture<TracedHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Metrics_traces_and_logs_arrive()
    {
        await using var hub = await HubClient.ConnectAsync(new Uri($"ws://{host.Silo.Address.Authority}/hubs/rates"));
        await hub.InvokeAsync("Subscribe", [new[] { "*" }]);
        await host.Silo.GetAsync("/rate?from=USD&to=EUR");
        await host.Silo.GetAsync("/currencies");
        Assert.Equal("400 invalid_currency", await host.Silo.ProblemAsync("/rate?from=USD&to=NO-ONE"));

        foreach (var series in (string[])
            [
                "fxorleans.ticks{kind=live}", "fxorleans.quote_to_frame.duration{}", "fxorleans.board.age{kind=live}", "fxorleans.board.markets{status=live}",
                "fxorleans.push.frames{}", "fxorleans.provider.up{provider=OneFrame}", "fxorleans.provider.answers{provider=Ecb}", "fxorleans.redis.written{}",
            ])
        {
            await Eventually.TrueAsync(() => host.Receiver.Series.GetValueOrDefault(series) > 0, $"{series} arrives", Patience);
        }

        foreach (var series in (string[])["fxorleans.push.connections{}", "fxorleans.push.outbox.pending{}", "fxorleans.redis.lag{}", "fxorleans.push.conflated{}"])
        {
            await Eventually.TrueAsync(() => host.Receiver.Series.ContainsKey(series), $"{series} arrives", Patience);
        }

        await Eventually.TrueAsync(() => host.Receiver.Series.Keys.Any(series => series.StartsWith("http.server.request.duration{", StringComparison.Ordinal)), "requests are measured", Patience);
        await Eventually.TrueAsync(() => host.Receiver.Series.Keys.Any(series => series.StartsWith("dotnet.gc.", StringComparison.Ordinal)), "the runtime is measured", Patience);
        await Eventually.TrueAsync(
            () => host.Receiver.Spans.Any(span => span.Name == "GET /currencies" && span.Attributes.GetValueOrDefault("http.response.status_code") == "200"), "a request's span arrives", Patience);
        await Eventually.TrueAsync(() => host.Receiver.Logs.Any(log => log.StartsWith("Application started", StringComparison.Ordinal)), "logs arrive", Patience);
        Assert.Equal("fxorleans", host.Receiver.Resource["service.name"]);
        Assert.NotEmpty(host.Receiver.Resource["service.instance.id"]);
        Assert.Equal("its-token", host.Receiver.Headers["x-collector"]);
    }

    [Fact]
    public async Task Metrics_of_Orleans_arrive_and_a_grains_call_belongs_to_the_request_that_made_it()
    {
        await host.Silo.GetAsync("/rate/explain?from=USD&to=EUR");

        await Eventually.TrueAsync(() => host.Receiver.Series.Any(series => series.Key.StartsWith("orleans-grains{", StringComparison.Ordinal) && series.Value > 0), "grains are counted", Patience);
        await Eventually.TrueAsync(() => host.Receiver.Spans.Any(span => span.Name == "GET /rate/explain"), "the request's span arrives", Patience);
        var trace = host.Receiver.Spans.First(span => span.Name == "GET /rate/explain").TraceId;
        await Eventually.TrueAsync(
            () => host.Receiver.Spans.Any(span => span.TraceId == trace && span.Attributes.GetValueOrDefault("rpc.system.name") == "orleans"), "the span of its grain's call arrives", Patience);
    }

    [Fact]
    public async Task What_is_answered_before_routing_has_its_route()
    {
        await host.Silo.GetAsync("/rate?from=USD&to=EUR");

        await Eventually.TrueAsync(() => host.Receiver.Spans.Any(span => span.Name == "GET /rate" && span.Attributes.GetValueOrDefault("http.route") == "/rate"), "its span is named by it", Patience);
        await Eventually.TrueAsync(
            () => host.Receiver.Series.Keys.Any(series => series.StartsWith("http.server.request.duration{", StringComparison.Ordinal) && series.Contains("http.route=/rate,", StringComparison.Ordinal)),
            "it is measured by it", Patience);
    }
}
