using System.Net;
using System.Text.RegularExpressions;

namespace FxOrleans.EndToEnd.Tests;

/// <summary><c>GET /metrics</c> of a real host, read by the rules of Prometheus' text format.</summary>
[Collection(DemoCollection.Name)]
public sealed class MetricsTests(DemoSilo demo)
{
    [Fact]
    public async Task Prometheus_reads_what_the_host_measures()
    {
        await demo.Silo.GetAsync("/rate?from=USD&to=EUR");

        using var answer = await demo.Silo.Http.GetAsync("/metrics");
        var families = PrometheusText.Read(await answer.Content.ReadAsStringAsync());

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(families["http_server_request_duration_seconds"].Samples, sample => sample.Labels.Contains("http_route=\"/rate\"", StringComparison.Ordinal));
        Assert.Equal("gauge", families["fxorleans_board_markets"].Type);
        Assert.True(families["fxorleans_board_markets"].Samples.Sum(sample => sample.Value) > 20);
        Assert.Equal("counter", families.First(family => family.Key.StartsWith("orleans_", StringComparison.Ordinal) && family.Key.EndsWith("_total", StringComparison.Ordinal)).Value.Type);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Host", "fx.example")]
    public async Task A_request_that_was_forwarded_is_not_of_this_machine(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await demo.Silo.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Matches(new Regex("\"code\":\"forbidden\""), await answer.Content.ReadAsStringAsync());
    }
}
