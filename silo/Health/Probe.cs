namespace FxOrleans.Silo.Health;

/// <summary>Asks a running host whether it is well.</summary>
internal static class Probe
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>The exit code: 0 when the address says 200, else 1.</summary>
    public static async Task<int> RunAsync(string address)
    {
        using var http = new HttpClient { Timeout = Deadline };
        try
        {
            using var response = await http.GetAsync(address);
            return response.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or InvalidOperationException or UriFormatException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }
}
