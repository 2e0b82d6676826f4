using System.Net.Http.Json;
using System.Text.Json;

namespace FxOrleans.Testing.Hosting;

/// <summary>What the host answers, and waiting for it.</summary>
public sealed partial class SiloProcess
{
    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Status and code of an answer that must be problem+json, such as <c>503 not_ready</c>.</summary>
    public async Task<string> ProblemAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            throw new InvalidOperationException($"{path} answers {(int)response.StatusCode} {response.Content.Headers.ContentType}, which is no problem+json.");
        }

        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return $"{(int)response.StatusCode} {body.GetProperty("code").GetString()}";
    }

    /// <summary>Waits until <c>/health/ready</c> says 200.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead; the message is what it said.</exception>
    public Task ReadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            if (HasEnded)
            {
                throw new InvalidOperationException($"The host has ended before it was ready:\n{Output}");
            }

            using var response = await Http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        },
        $"{Address} is ready",
        StartsWithin);

    /// <summary>Waits until it is ready, and every provider that it asks has answered: then the first round of each is decided.</summary>
    public async Task FilledAsync()
    {
        await ReadyAsync();
        await Eventually.TrueAsync(
            async () => (await GetAsync("/providers")).EnumerateArray().All(row =>
                row.GetProperty("state").GetString() == "disabled" || row.GetProperty("lastSuccess").ValueKind == JsonValueKind.String),
            $"each provider of {Address} has answered");
    }
}
