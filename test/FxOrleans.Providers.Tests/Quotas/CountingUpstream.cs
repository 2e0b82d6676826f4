using System.Net;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Providers.Tests.Quotas;

/// <summary>
/// An upstream without a network that writes down when it is called: mostly the recorded answer, every tenth time a 429, with and without
/// Retry-After, or an outage.
/// </summary>
internal sealed class CountingUpstream(FakeTime time, ulong seed) : HttpMessageHandler
{
    private static readonly Dictionary<string, byte[]> Answers = new()
    {
        ["/rates"] = Recorded.Bytes("OneFrame/rates.json"),
        ["/api/v3/simple/price"] = Recorded.Bytes("CoinGecko/simple-price.json"),
        ["/api/v1/forex/rates"] = Recorded.Bytes("Finnhub/forex-rates.json"),
        ["/api/v1/quote"] = Recorded.Bytes("Finnhub/quote.json"),
    };

    private readonly Lock _lock = new();
    private Randomness _random = new(seed);

    public List<DateTimeOffset> Calls { get; } = [];

    public int Refused { get; private set; }

    /// <summary>The most calls in any window of that length.</summary>
    public int MostIn(TimeSpan window)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < Calls.Count; last++)
        {
            while (Calls[last] - Calls[first] >= window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Calls.Add(time.GetUtcNow());
            var status = _random.Below(30) switch
            {
                0 or 1 => HttpStatusCode.TooManyRequests,
                2 => HttpStatusCode.ServiceUnavailable,
                _ => HttpStatusCode.OK,
            };
            Refused += status == HttpStatusCode.OK ? 0 : 1;
            var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(status == HttpStatusCode.OK ? Answers[request.RequestUri!.AbsolutePath] : []) };
            if (status != HttpStatusCode.OK && _random.Below(2) == 0)
            {
                response.Headers.RetryAfter = new(TimeSpan.FromSeconds(1 + _random.Below(5)));
            }

            return Task.FromResult(response);
        }
    }
}
