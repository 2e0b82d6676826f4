using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using FxOrleans.Testing;
using FxOrleans.Testing.Fuzz;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.Otlp;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Whatever is logged, traced, measured or answered, no secret is in it: with everything logged that can be.</summary>
public sealed class SecretsTests
{
    private const string Right = "right-key-f3a9c1";
    private const string Wrong = "wrong-key-77d2e0";
    private static readonly string[] Secrets = [Right, Wrong, "finnhub-secret-51", "coingecko-secret-52", "redis-secret-53", "collector-secret-54"];

    [Fact]
    public async Task They_are_nowhere()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Logging:LogLevel:Default=Trace", "--Logging:LogLevel:Microsoft=Trace", "--Logging:LogLevel:System.Net.Http=Trace",
            "--Auth:Mode=keys", $"--Auth:Keys:desk:Sha256={Hash(Right)}", "--Auth:Keys:desk:Scopes=read,stream,admin",
            "--Providers:Finnhub:ApiKey=finnhub-secret-51", "--Providers:CoinGecko:ApiKey=coingecko-secret-52",
            $"--Redis:ConnectionString={redis.ConnectionString},password=redis-secret-53",
            $"--OpenTelemetry:Endpoint={receiver.Address}", "--OpenTelemetry:Headers=x-token=collector-secret-54", "--OpenTelemetry:Interval=00:00:01", "--OpenTelemetry:TraceRatio=1");
        await silo.ReadyAsync();
        var answers = new StringBuilder();
        using var http = new RawConnection(silo.Address);
        foreach (var key in (string[])[Right, Wrong])
        {
            foreach (var (path, header) in ((string, string)[])
                [
                    ($"/rate?from=USD&to=EUR&access_token={key}", ""), ($"/rate?access_token={key}&from=NO-ONE&to=EUR", ""), ($"/?ACCESS%5FTOKEN={key}", ""), ($"/nowhere?access_token={key}", ""),
                    ($"/hubs/rates?access_token={key}", ""), ($"/ws/rates?access_token={key}&pairs=x", ""), ("/providers", $"X-Api-Key: {key}\r\n"), ("/providers", $"Authorization: Bearer {key}\r\n"),
                    ("/health/ready", $"X-Api-Key: {key}\r\n"), ("/demo/control", $"X-Api-Key: {key}\r\n"), ("/rate/explain?from=USD&to=EUR", $"X-Api-Key: {key}\r\n"),
                ])
            {
                answers.AppendLine((await http.SendAsync($"GET {path} HTTP/1.1\r\nHost: {silo.Address.Authority}\r\n{header}\r\n", hasBody: true)).Body);
            }

            await MalformedAsync(silo, $"GET /rate?access_token={key} HTTP/9.9\r\n\r\n");
            await MalformedAsync(silo, $"GET /a b?access_token={key} HTTP/1.1\r\nHost: x\r\n\r\n");
        }

        await using (var hub = await HubClient.ConnectAsync(new Uri($"ws://{silo.Address.Authority}/hubs/rates?access_token={Right}")))
        {
            Assert.Null((await hub.InvokeAsync("Subscribe", [new[] { "*" }])).Error);
        }

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{silo.Address.Authority}/ws/rates?access_token={Right}"), CancellationToken.None);
        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", Right);
        foreach (var provider in (string[])["finnhub", "coingecko", "currency-api"])
        {
            using var trouble = await silo.Http.PutAsJsonAsync($"/demo/control/{provider}", new { mode = "html" });
            answers.AppendLine(await trouble.Content.ReadAsStringAsync());
        }

        await Eventually.TrueAsync(async () => (await silo.Http.GetStringAsync("/providers")).Contains("lastFailure\":{", StringComparison.Ordinal), "a provider has failed", TimeSpan.FromSeconds(60));
        answers.AppendLine(await silo.Http.GetStringAsync("/providers"));
        await Eventually.TrueAsync(() => receiver.Spans.Any(span => span.Name.Contains("/providers", StringComparison.Ordinal)), "traces have arrived", TimeSpan.FromSeconds(60));
        await Eventually.TrueAsync(() => receiver.Logs.Any(log => log.Contains("Request starting", StringComparison.Ordinal)), "requests' logs have arrived", TimeSpan.FromSeconds(60));
        await silo.StopAsync();

        Assert.Contains("Request starting", silo.Output, StringComparison.Ordinal); // What is logged of requests is here.
        Assert.Contains("/ws/rates", silo.Output, StringComparison.Ordinal);
        foreach (var secret in Secrets)
        {
            Assert.True(!silo.Output.Contains(secret, StringComparison.Ordinal), $"Logged: {silo.Output.Split('\n').FirstOrDefault(line => line.Contains(secret, StringComparison.Ordinal))}");
            Assert.False(receiver.Holds(secret), $"Sent to the collector: {secret}");
            Assert.DoesNotContain(secret, answers.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Hash(string key) => System.Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static async Task MalformedAsync(SiloProcess silo, string request)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(silo.Address.Host, silo.Address.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        Assert.StartsWith("HTTP/1.1 ", await reader.ReadToEndAsync().WaitAsync(Eventually.Patience), StringComparison.Ordinal);
    }
}
