using FxOrleans.Configuration;
using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FxOrleans.History;

/// <summary>Registers the recorded history.</summary>
public static class HistoryServices
{
    /// <summary>
    /// Adds <see cref="IPriceRecord"/>: in memory, fed from the host's <see cref="PriceFeed"/>, and with <c>History:ConnectionString</c> in
    /// PostgreSQL, where a <see cref="CandleRecorder"/> puts this host's ticks.
    /// </summary>
    /// <exception cref="OptionsValidationException">A value is wrong; the message names its key.</exception>
    public static IServiceCollection AddHistory(this IServiceCollection services, IConfiguration configuration, IReadOnlyCollection<CurrencyPair> tracked)
    {
        var options = configuration.ReadSettings<HistoryOptions>(HistoryOptions.Section);
        services.AddSettings<HistoryOptions>(configuration, HistoryOptions.Section);
        services.AddSingleton<HistoryMetrics>();
        services.AddSingleton(given => new MemoryBook(tracked, options, given.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITickSink>(given => given.GetRequiredService<MemoryBook>());
        services.AddHostedService(given => ActivatorUtilities.CreateInstance<MemoryRecorder>(given));
        if (!string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            services.AddSingleton(given => new CandleDatabase(options, given.GetRequiredService<TimeProvider>()));
            services.AddSingleton(given => new CandleRecorder(
                given.GetRequiredService<CandleDatabase>(),
                tracked,
                options,
                given.GetRequiredService<HistoryMetrics>(),
                given.GetRequiredService<TimeProvider>(),
                given.GetRequiredService<ILogger<CandleRecorder>>()));
            services.AddSingleton<ITickSink>(given => given.GetRequiredService<CandleRecorder>());
            services.AddHostedService(given => given.GetRequiredService<CandleRecorder>());
        }

        services.AddSingleton<IPriceRecord>(given => new PriceRecord(
            given.GetRequiredService<MemoryBook>(),
            given.GetService<CandleDatabase>(),
            options,
            given.GetRequiredService<HistoryMetrics>(),
            given.GetRequiredService<TimeProvider>(),
            given.GetRequiredService<ILogger<PriceRecord>>()));
        return services;
    }
}
