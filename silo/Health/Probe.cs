namespace FxOrleans.Silo.Health;

/// <summary>
/// <c>--probe URL</c>: asks a running host and ends with 0 when it says 200, else 1. For containers that hold no curl.
/// </summary>
internal static class Probe
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    /// <summary>The exit code, or null when the arguments are for the host itself.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not ["--probe", var address])
        {
            return null;
        }

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
