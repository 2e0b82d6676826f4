using System.Security.Cryptography;
using System.Text;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.Otlp;

namespace FxOrleans.Testing.Fuzz;

/// <summary>
/// The real host beside a real Redis and an OTLP receiver, under fuzzed requests; then one that asks for keys, under bad ones.
/// </summary>
public static class FuzzTrial
{
    private const string Key = "the-only-key";
    private static readonly TimeSpan Lingers = TimeSpan.FromSeconds(30);

    /// <summary>So many fuzzed requests, then so many bad keys. The same seed sends the same.</summary>
    public static async Task<FuzzReport> RunAsync(int requests, int badKeys, int seed)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", $"--Redis:ConnectionString={redis.ConnectionString}", $"--OpenTelemetry:Endpoint={receiver.Address}", "--OpenTelemetry:Interval=00:00:01");
        await silo.FilledAsync();
        await FuzzRun.RunAsync(silo.Address, Math.Max(2000, requests / 10), seed + 1000);
        await SettledAsync(receiver);
        await Eventually.TrueAsync(async () => await redis.CommandAsync("EXISTS", "rates") == "1", "all rates are written", TimeSpan.FromSeconds(60));
        var keys = await KeysAsync(redis);
        var series = receiver.Series.Keys.ToHashSet();
        var memory = silo.Memory;

        var tally = await FuzzRun.RunAsync(silo.Address, requests, seed);

        var grown = await GrownAsync(silo, memory);
        await SettledAsync(receiver);
        var newKeys = (await KeysAsync(redis)).Except(keys).ToArray();
        var newSeries = receiver.Series.Keys.Except(series).ToArray();
        var (refused, foreign, grownByKeys) = await BadKeysAsync(badKeys);
        return new FuzzReport(tally, newKeys, series.Count, newSeries, grown, badKeys, refused, foreign, grownByKeys);
    }

    private static async Task<(int Refused, int Foreign, long Grown)> BadKeysAsync(int count)
    {
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Auth:Mode=keys", $"--Auth:Keys:only:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}", "--Auth:Keys:only:PerMinute=1000000");
        await silo.ReadyAsync();
        await TryKeysAsync(silo, "warm", Math.Max(1000, count / 10));
        var memory = silo.Memory;
        var refused = await TryKeysAsync(silo, "bad", count);
        var grown = await GrownAsync(silo, memory);
        var foreign = 0;
        foreach (var headers in (string[])["Origin: https://evil.example\r\n", "Origin: https://evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 127.0.0.1\r\n"])
        {
            foreach (var line in (string[])["POST /hubs/rates/negotiate?negotiateVersion=1", "GET /ws/rates", "GET /hubs/rates", "OPTIONS /hubs/rates/negotiate"])
            {
                using var http = new RawConnection(silo.Address);
                var answer = await http.SendAsync($"{line} HTTP/1.1\r\nHost: {silo.Address.Authority}\r\nX-Api-Key: {Key}\r\nContent-Length: 0\r\n{headers}\r\n", hasBody: true);
                foreign += answer.Status == 403 ? 0 : 1;
            }
        }

        return (refused, foreign, grown);
    }

    private static async Task<int> TryKeysAsync(SiloProcess silo, string prefix, int count)
    {
        const int Sides = 4;
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, Sides).Select(side => Task.Run(async () =>
        {
            using var http = new RawConnection(silo.Address);
            for (var i = side; i < count; i += Sides)
            {
                var (path, header) = (i % 3) switch
                {
                    0 => ("/rate?from=USD&to=EUR", $"X-Api-Key: {prefix}-{i}\r\n"),
                    1 => ($"/ws/rates?access_token={prefix}-{i}", ""),
                    _ => ("/hubs/rates", $"Authorization: Bearer {prefix}-{i}\r\n"),
                };
                var answer = await http.SendAsync($"GET {path} HTTP/1.1\r\nHost: {silo.Address.Authority}\r\n{header}\r\n", hasBody: true);
                if (answer is { Status: 401, ContentType: "application/problem+json" })
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })));
        return refused;
    }

    // What is kept stays, while what was only in use goes sooner or later.
    private static async Task<long> GrownAsync(SiloProcess silo, long before)
    {
        var clock = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => silo.Memory - before <= FuzzBounds.MostGrown || TimeProvider.System.GetElapsedTime(clock) > Lingers, "memory is given back, or not");
        return silo.Memory - before;
    }

    // Without the counts of the providers' quotas, which the service itself writes at each provider's first call.
    private static async Task<string[]> KeysAsync(RedisServer redis) =>
        [.. (await redis.CommandAsync("EVAL", "return table.concat(redis.call('KEYS','*'),'\t')", "0"))!.Split('\t').Where(key => !key.StartsWith("quota:", StringComparison.Ordinal))];

    // Two sendings later than now, everything that was measured before has arrived.
    private static async Task SettledAsync(OtlpReceiver receiver)
    {
        var posts = receiver.MetricPosts;
        await Eventually.TrueAsync(() => receiver.MetricPosts >= posts + 2, "metrics arrive", TimeSpan.FromSeconds(60));
    }
}
