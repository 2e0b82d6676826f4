using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The API's description is valid, and what the host answers is what it describes, refusals included.</summary>
public sealed class DescriptionTests
{
    private const string All = "all-key";
    private const string Streamer = "streamer-key";
    private const string Once = "once-key";

    /// <summary>What the description's own examples don't lead to.</summary>
    private static readonly string[] Others =
    [
        "/rate?from=EUR&to=NGN", "/rate?from=USD&to=USD", "/rate?from=USD&to=EUR&max_age=1ms", "/rate?from=KWD&to=ZWL", "/rates?from=USD&to=VEF", "/rates/latest?base=EUR",
        "/rate/explain?from=EUR&to=NGN", "/rate/explain?from=EUR&to=USD", "/rate/explain?from=USD&to=USD", "/rate/explain?from=USD&to=EUR&epoch=1", "/convert?from=EUR&to=XAU&amount=0",
        "/api/v1/prices/EUR-NGN", "/api/v1/prices/USD", "/api/v1/prices/NOBODY", "/api/v1/prices/batch?symbols=BTC,NOBODY,EUR-NGN", "/api/v1/prices/EUR-NGN/history?period=1y",
        "/api/v1/prices/AAPL/ohlcv?period=1w", "/api/v1/prices/BTC/ohlcv?period=all&interval=1m", "/api/v1/prices/crypto/nobody/image",
    ];

    [Fact]
    public async Task Every_operation_answers_as_it_is_described()
    {
        await using var silo = await SiloProcess.StartAsync(
            "--Demo:Enabled=true", "--Auth:Mode=keys",
            $"--Auth:Keys:all:Sha256={Hash(All)}", "--Auth:Keys:all:Scopes=read,stream,admin", "--Auth:Keys:all:PerMinute=100000",
            $"--Auth:Keys:streamer:Sha256={Hash(Streamer)}", "--Auth:Keys:streamer:Scopes=stream",
            $"--Auth:Keys:once:Sha256={Hash(Once)}", "--Auth:Keys:once:PerMinute=1");
        await silo.ReadyAsync();
        foreach (var path in (string[])["/api/v1/prices/BTC", "/rate?from=EUR&to=NGN", "/api/v1/prices/crypto/top"])
        {
            await Eventually.TrueAsync(async () => (await AskAsync(silo, path, All)).Status == 200, $"{path} is answered", TimeSpan.FromSeconds(60));
        }

        await AskAsync(silo, "/currencies", Once); // Its only request.
        using var document = JsonDocument.Parse((await AskAsync(silo, "/openapi/v1.json", All)).Body);
        var answers = new List<DescribedAnswer>([.. await ReceiptsAsync(silo), .. await WhatIfAsync(silo)]);
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            // Receipts and jobs have ids that only the service knows, and bodies; they have been asked for above. The stream has no end.
            if (path.Value.TryGetProperty("get", out var operation) && path.Name is not ("/receipts/{id}" or "/log/proof" or "/whatif/{id}" or "/rates/stream"))
            {
                await AskAsync(silo, path.Name, operation, answers);
            }
        }


        foreach (var url in Others)
        {
            answers.Add(await AskAsync(silo, url, All));
        }

        DescribedAnswer? past = null;
        await Eventually.TrueAsync(
            async () => (past = await AskAsync(silo, $"/rate?from=EUR&to=NGN&at={Now()}", All)).Status == 200, "a second has ended since the first prices");
        answers.Add(past!);
        answers.Add(await AskAsync(silo, "/rates/latest?base=USD&symbols=EUR", All, accept: "text/csv") with { Expected = 200 });
        var (exitCode, output) = await CheckAsync(new { document = document.RootElement, answers });
        Assert.True(exitCode == 0, output);
    }

    // With its examples, without one, with nonsense, with one given twice; without a key, without the scope, without requests left.
    private static async Task AskAsync(SiloProcess silo, string template, JsonElement operation, List<DescribedAnswer> answers)
    {
        var path = template;
        var (required, optional) = (new List<(string Name, string Value)>(), new List<(string Name, string Value)>());
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToArray() : [])
        {
            var (name, example) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("example").GetString()!);
            path = path.Replace($"{{{name}}}", example, StringComparison.Ordinal);
            if (parameter.GetProperty("in").GetString() == "query")
            {
                (parameter.TryGetProperty("required", out var must) && must.GetBoolean() ? required : optional).Add((name, example));
            }
        }

        var url = Url(path, required);
        answers.Add(await AnsweredAsync(silo, url) with { Expected = 200 });
        foreach (var (name, value) in optional)
        {
            answers.Add(await AskAsync(silo, Url(path, [.. required, (name, value)]), All));
        }

        foreach (var (name, value) in (IEnumerable<(string, string)>)[.. required, .. optional])
        {
            var others = required.Where(parameter => parameter.Name != name).ToArray();
            answers.Add(await AskAsync(silo, Url(path, others), All));
            answers.Add(await AskAsync(silo, Url(path, [.. others, (name, "?!")]), All));
            answers.Add(await AskAsync(silo, Url(path, [.. others, (name, value), (name, value)]), All));
        }

        var open = template.StartsWith("/health/", StringComparison.Ordinal);
        answers.Add(await AskAsync(silo, url, key: null) with { Expected = open ? 200 : 401 });
        answers.Add(await AskAsync(silo, url, Streamer) with { Expected = open ? 200 : 403 });
        var refused = await AskAsync(silo, url, Once);
        refused = refused.Status == 200 && !open ? await AskAsync(silo, url, Once) : refused; // A minute had gone by since its last request.
        answers.Add(refused with { Expected = open ? 200 : 429 });
    }

    private static async Task<IReadOnlyList<DescribedAnswer>> ReceiptsAsync(SiloProcess silo)
    {
        const string Cross = """{"from":"EUR","to":"NGN"}""";
        var first = await PostAsync(silo, "/receipts", Cross) with { Expected = 201 };
        using var signed = JsonDocument.Parse(first.Body);
        var receipt = signed.RootElement.GetProperty("receipt").GetString();
        var id = signed.RootElement.GetProperty("id").GetString();
        return
        [
            first,
            await PostAsync(silo, "/receipts", PastOf(receipt!)) with { Expected = 200 },
            await PostAsync(silo, "/receipts", """{"from":"USD","to":"NOPE"}""") with { Expected = 400 },
            await PostAsync(silo, "/receipts", """{"from":"USD","to":"USD"}""") with { Expected = 409 },
            await PostAsync(silo, "/receipts", Cross, Streamer) with { Expected = 403 },
            await AskAsync(silo, $"/receipts/{id}", All) with { Expected = 200 },
            await AskAsync(silo, "/receipts/nobodys", All) with { Expected = 404 },
            await AskAsync(silo, $"/log/proof?receipt={id}", All) with { Expected = 200 },
            await AskAsync(silo, "/log/proof?receipt=nobodys", All) with { Expected = 404 },
            await AskAsync(silo, "/log/proof", All) with { Expected = 400 },
            await PostAsync(silo, "/receipts/verify", $$"""{"receipt":"{{receipt}}"}""") with { Expected = 200 },
            await PostAsync(silo, "/receipts/verify", """{"receipt":"nothing"}""") with { Expected = 400 },
        ];
    }

    private static async Task<IReadOnlyList<DescribedAnswer>> WhatIfAsync(SiloProcess silo)
    {
        const string Question = """{"from":"2026-01-01","to":"2126-01-01","pairs":["USD/EUR"],"policy":{"quorum":3}}""";
        var begun = await PostAsync(silo, "/whatif", Question) with { Expected = 202 };
        using var job = JsonDocument.Parse(begun.Body);
        var url = $"/whatif/{job.RootElement.GetProperty("id").GetString()}";
        DescribedAnswer? done = null;
        await Eventually.TrueAsync(async () => (done = await AskAsync(silo, url, All)).Body.Contains("\"state\":\"done\"", StringComparison.Ordinal), "the what-if is done");
        return
        [
            begun,
            done! with { Expected = 200 },
            await PostAsync(silo, "/whatif", Question.Replace("quorum", "quorom", StringComparison.Ordinal)) with { Expected = 400 },
            await PostAsync(silo, "/whatif", Question, Streamer) with { Expected = 403 },
            await AskAsync(silo, "/whatif/nobodys", All) with { Expected = 404 },
            await EndAsync(silo, url) with { Expected = 200 },
            await EndAsync(silo, "/whatif/nobodys") with { Expected = 404 },
        ];
    }

    // The same decision once more, by the numbers of its legs.
    private static string PastOf(string receipt)
    {
        var payload = receipt.Split('.')[1];
        using var json = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload));
        var legs = json.RootElement.GetProperty("legs").EnumerateArray().Select(leg =>
            $$"""{"pair":"{{leg.GetProperty("pair").GetString()}}","epoch":{{leg.GetProperty("epoch").GetString()}},"sequence":{{leg.GetProperty("sequence").GetString()}}}""");
        return $$"""{"from":"EUR","to":"NGN","legs":[{{string.Join(',', legs)}}]}""";
    }

    private static async Task<DescribedAnswer> PostAsync(SiloProcess silo, string url, string body, string key = All)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        return await SendAsync(silo, request, key, "post");
    }

    private static async Task<DescribedAnswer> EndAsync(SiloProcess silo, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, url);
        return await SendAsync(silo, request, All, "delete");
    }

    private static async Task<DescribedAnswer> SendAsync(SiloProcess silo, HttpRequestMessage request, string key, string method)
    {
        request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        using var response = await silo.Http.SendAsync(request);
        return new DescribedAnswer(request.RequestUri!.PathAndQuery, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), null, method);
    }

    // Where an upstream has not answered in time it is to be asked again.
    private static async Task<DescribedAnswer> AnsweredAsync(SiloProcess silo, string url)
    {
        DescribedAnswer? answer = null;
        await Eventually.TrueAsync(async () => (answer = await AskAsync(silo, url, All)).Status != 503, $"{url} is answered");
        return answer!;
    }

    private static string Now() =>
        Uri.EscapeDataString(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));

    private static async Task<DescribedAnswer> AskAsync(SiloProcess silo, string url, string? key, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("X-Api-Key", key is null ? [] : [key]);
        request.Headers.TryAddWithoutValidation("Accept", accept is null ? [] : [accept]);
        using var response = await silo.Http.SendAsync(request);
        return new DescribedAnswer(url, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), null);
    }

    private static async Task<(int ExitCode, string Output)> CheckAsync(object what)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(what, JsonSerializerOptions.Web));
            return await SchemaCheck.RunScriptAsync("Description.mjs", [file]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Url(string path, IReadOnlyCollection<(string Name, string Value)> parameters) =>
        parameters.Count == 0 ? path : $"{path}?{string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"))}";

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
