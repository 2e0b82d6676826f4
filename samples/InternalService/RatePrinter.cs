using System.Globalization;

using FxOrleans.Client;
using FxOrleans.Pricing;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace InternalService;

/// <summary>Prints the current rates of the configured <c>Pairs</c> and every change of them; with <c>Count</c>, that many lines, and then it ends.</summary>
public sealed class RatePrinter(IFxRates rates, IConfiguration configuration, IHostApplicationLifetime application, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pairs = (configuration["Pairs"] ?? "USD/EUR").Split(',').Select(CurrencyPair.Parse);
        var left = configuration.GetValue("Count", int.MaxValue);
        await using var subscription = await rates.SubscribeAsync(pairs, PrintAsync, stoppingToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        async ValueTask PrintAsync(Rate rate)
        {
            if (left-- > 0)
            {
                var line = string.Create(CultureInfo.InvariantCulture, $"{rate.From}/{rate.To} {rate.Mid} {rate.StatusAt(clock.GetUtcNow()).Code()}");
                await Console.Out.WriteLineAsync(line);
            }

            if (left == 0)
            {
                application.StopApplication();
            }
        }
    }
}
