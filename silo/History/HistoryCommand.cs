using System.Data.Common;
using FxOrleans.Configuration;
using FxOrleans.History;
using FxOrleans.Pricing;
using FxOrleans.Silo.Configuration;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.History;

/// <summary>
/// <c>history load-ecb</c>: loads the ECB's reference rates since 1999 into the history's database, from a file, an address, or
/// the ECB itself, and ends. What is there already is replaced by the same, so it can be run again.
/// </summary>
internal static class HistoryCommand
{
    /// <summary>Progress is told after so many days.</summary>
    private const int Step = 1000;

    /// <summary>The exit code.</summary>
    /// <param name="file">Where they are read from; null for elsewhere.</param>
    /// <param name="url">Where they are fetched from; null for elsewhere.</param>
    /// <param name="settings">What else the command line says.</param>
    public static async Task<int> RunAsync(string? file, string? url, string[] settings)
    {
        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath("appsettings.json", File.Exists("appsettings.json") ? Environment.CurrentDirectory : AppContext.BaseDirectory), optional: true)
                .AddOurs(settings)
                .Build();
            return await LoadAsync(configuration, file, url);
        }
        catch (OptionsValidationException wrong)
        {
            foreach (var fault in wrong.Failures)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            return 2;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or HttpRequestException or UriFormatException or ProviderException or DbException or InvalidOperationException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"The rates were not loaded: {failure.Message}");
            return 1;
        }
    }

    private static async Task<int> LoadAsync(IConfiguration configuration, string? file, string? url)
    {
        await using var loader = new HistoryLoader(configuration.ReadSettings<HistoryOptions>(HistoryOptions.Section), TimeProvider.System);
        var (days, first, last) = (0, DateOnly.MaxValue, DateOnly.MinValue);
        var read = await EcbRates.ReadAsync(configuration, file, url, CancellationToken.None);
        foreach (var day in read)
        {
            foreach (var quote in day.Quotes)
            {
                await loader.AddAsync(quote.Pair, quote.Mid, quote.Timestamp, quote.Source.Simulated, CancellationToken.None);
            }

            (first, last) = (day.Date < first ? day.Date : first, day.Date > last ? day.Date : last);
            if (++days % Step == 0)
            {
                await Console.Error.WriteLineAsync($"{days} of {read.Count} days …");
            }
        }

        await loader.CompleteAsync(CancellationToken.None);
        Console.WriteLine($"{loader.Loaded} rates of {days} days are in the database, from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
        return 0;
    }
}
