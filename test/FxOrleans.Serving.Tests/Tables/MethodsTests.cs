using System.Text.Json;
using FxOrleans.Serving.Streams;
using FxOrleans.Serving.Tests.Prices;

namespace FxOrleans.Serving.Tests.Tables;

/// <summary>HEAD, OPTIONS and a slash at the end, on everything that the API's description lists.</summary>
public sealed class MethodsTests
{
    [Fact]
    public async Task Wherever_GET_is_HEAD_and_OPTIONS_are_and_a_slash_at_the_end_is_taken()
    {
        await using var host = await PastHost.StartAsync(new FakePast());
        var document = (await host.GetAsync("/openapi/v1.json")).Json;
        var paths = document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).ToArray();
        Assert.True(paths.Length > 15);

        foreach (var (path, query) in paths.Select(path => Example(path.Name, path.Value.GetProperty("get"))).Append(("/openapi/v1.json", "")).Where(example => example.Item1 != RateStreamEndpoint.Path)) // Which has no end: its own tests ask for HEAD.
        {
            var get = await host.GetAsync($"{path}{query}");
            var head = await host.SendAsync(HttpMethod.Head, $"{path}{query}");
            var slash = await host.GetAsync($"{path}/{query}");
            var options = await host.SendAsync(HttpMethod.Options, $"{path}{query}");
            var slashed = await host.SendAsync(HttpMethod.Options, $"{path}/");

            Assert.True(get.Status is 200 or 404 or 503, $"{path}{query}: {get.Status} {get.Body}");
            Assert.Equal((path, get.Status, get.ContentType, 0), (path, head.Status, head.ContentType, head.Bytes.Length));
            Assert.Equal((path, get.Status, get.ContentType), (path, slash.Status, slash.ContentType));
            Assert.Equal((path, 204, "GET, HEAD, OPTIONS", 0), (path, options.Status, options.Headers["Allow"], options.Bytes.Length));
            Assert.Equal((path, 204), (path, slashed.Status));
        }
    }

    [Fact]
    public async Task OPTIONS_of_a_path_that_is_not_there_is_404()
    {
        await using var host = await ServingHost.StartAsync();

        (await host.SendAsync(HttpMethod.Options, "/nothing")).IsProblem(404, "unknown_path");
    }

    private static (string Path, string Query) Example(string path, JsonElement operation)
    {
        var required = new List<string>();
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [])
        {
            var (name, example) = (parameter.GetProperty("name").GetString()!, Uri.EscapeDataString(parameter.GetProperty("example").GetString()!));
            path = path.Replace($"{{{name}}}", example, StringComparison.Ordinal);
            if (parameter.GetProperty("in").GetString() == "query" && parameter.TryGetProperty("required", out var must) && must.GetBoolean())
            {
                required.Add($"{name}={example}");
            }
        }

        return (path, required.Count == 0 ? "" : $"?{string.Join('&', required)}");
    }
}
