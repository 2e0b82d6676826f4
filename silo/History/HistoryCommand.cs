using System.Data.Common;
using FxOrleans.History;
using FxOrleans.Pricing;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace FxOrleans.Silo.History;

/// <summary>
/// <c>history load-ecb</c>: loads the ECB's reference rates since 1999 into the history's database, from a <c>--file</c>, a <c>--url</c>, or
/// the ECB itself, and ends. What is there already is replaced by the same, so it can be run again.
/// </summary>
internal static class HistoryCommand
{
    /// <summary>Progress is shown, and days are counted, in steps of so many.</summary>
    private const int Step = 50;

    /// <summary>The exit code, or null when the arguments are for the host itself.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not ["history", ..])
        {
            return null;
        }

        if (args is not ["history", "load-ecb", ..])
        {
            await Console.Error.WriteLineAsync("There is one command of the history: history load-ecb [--file FILE | --url URL].");
            return 2;
        }

        try
        {
            var configuration = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath("appsettings.json", File.Exists("appsettings.json") ? Environment.CurrentDirectory : AppContext.BaseDirectory), optional: true)
                .AddEnvironmentVariables()
                .AddEnvironmentVariables("FX__")
                .AddCommandLine(args[2..])
                .Build();
            return await LoadAsync(configuration);
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

    private static async Task<int> LoadAsync(IConfiguration configuration)
    {
        await using var loader = new HistoryLoader(HistoryServices.Read(configuration), TimeProvider.System);
        var (days, first, last) = (0, DateOnly.MaxValue, DateOnly.MinValue);
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            var reading = progress.AddTask("Reading the ECB's rates").IsIndeterminate();
            var read = await EcbRates.ReadAsync(configuration, CancellationToken.None);
            reading.IsIndeterminate(false).Value(reading.MaxValue);
            var loading = progress.AddTask("Loading", maxValue: read.Count);
            foreach (var day in read)
            {
                foreach (var quote in day.Quotes)
                {
                    await loader.AddAsync(quote.Pair, quote.Mid, quote.Timestamp, quote.Source.Simulated, CancellationToken.None);
                }

                (first, last) = (day.Date < first ? day.Date : first, day.Date > last ? day.Date : last);
                if (++days % Step == 0)
                {
                    loading.Increment(Step);
                }
            }

            await loader.CompleteAsync(CancellationToken.None);
            loading.Value(read.Count);
        });
        Console.WriteLine($"{loader.Loaded} rates of {days} days are in the database, from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.");
        return 0;
    }
}
