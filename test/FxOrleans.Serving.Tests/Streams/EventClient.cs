using System.Text.Json;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Streams;

/// <summary>Reads server-sent events line by line, as the format is described, with nothing of the service's own code.</summary>
internal sealed class EventClient : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventClient(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    public string? ContentType => _response.Content.Headers.ContentType?.ToString();

    public static async Task<EventClient> OpenAsync(ServingHost host, string path = "/rates/stream?pairs=USD/EUR", string? last = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Eventually.Patience);
        Assert.Equal(200, (int)response.StatusCode);
        var client = new EventClient(response, await response.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 1000", await client.LineAsync());
        await client.LineAsync();
        return client;
    }

    /// <summary>The next line; null at the end.</summary>
    public Task<string?> LineAsync() => _lines.ReadLineAsync().WaitAsync(Eventually.Patience);

    /// <summary>The next event.</summary>
    public async Task<(string Kind, JsonElement Data, string Id)> NextAsync()
    {
        var (kind, data, id) = ("", "", "");
        while (await LineAsync() is { } line && (line.Length > 0 || data.Length == 0))
        {
            kind = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : kind;
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
        }

        return (kind, JsonDocument.Parse(data).RootElement, id);
    }

    /// <summary>The next event, which is a tick: its price.</summary>
    public async Task<decimal> TickAsync()
    {
        var (kind, data, _) = await NextAsync();
        Assert.Equal("tick", kind);
        return data.GetProperty("price").GetDecimal();
    }

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
