using FxOrleans.Configuration;
using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Journal;

/// <summary>Registers the journal.</summary>
public static class JournalServices
{
    /// <summary>Adds <see cref="IDecisionJournal"/>, which writes what this host decides from, in the background until the host has stopped.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The root.</param>
    /// <param name="data">Claims the data folder; called once, when it is first needed.</param>
    public static IServiceCollection AddDecisionJournal(this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, string> data)
    {
        services.AddPlace(configuration, data);
        services.AddSingleton<JournalMetrics>();
        services.AddSingleton(given => new Lazy<IJournalStore>(
            () => JournalStores.Open(given.GetRequiredService<JournalOptions>(), given.GetRequiredService<Lazy<JournalPlace>>().Value.Journal)));
        services.AddSingleton<IDecisionArchive>(given => new DecisionArchive(given.GetRequiredService<Lazy<IJournalStore>>()));
        services.AddSingleton(given => new DecisionJournal(
            given.GetRequiredService<Lazy<IJournalStore>>(),
            given.GetRequiredService<JournalOptions>(),
            given.GetRequiredService<JournalMetrics>(),
            given.GetRequiredService<TimeProvider>(),
            given.GetRequiredService<ILogger<DecisionJournal>>()));
        services.AddSingleton<IDecisionJournal>(given => given.GetRequiredService<DecisionJournal>());
        services.AddSingleton<IJournalStatus>(given => given.GetRequiredService<DecisionJournal>());
        services.AddHostedService(given => given.GetRequiredService<DecisionJournal>());
        services.AddSingleton(given => new WhatIfJobs(
            given.GetRequiredService<Lazy<IJournalStore>>(), given.GetRequiredService<TimeProvider>(), given.GetRequiredService<ILogger<WhatIfJobs>>()));
        services.AddSingleton<IWhatIf>(given => given.GetRequiredService<WhatIfJobs>());
        services.AddHostedService(given => given.GetRequiredService<WhatIfJobs>()); // After the journal, so that it ends before the store is closed.
        return services;
    }

    /// <summary>Adds <see cref="IReceiptBook"/> and opens it in the background once the host has started.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The root.</param>
    /// <param name="data">Claims the data folder; called once, when it is first needed.</param>
    /// <param name="sharesWork">True for a host of a cluster, whose receipts need a key that all of them have.</param>
    public static IServiceCollection AddReceiptBook(this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, string> data, bool sharesWork)
    {
        services.AddPlace(configuration, data);
        services.AddSettings<ReceiptsOptions>(configuration, ReceiptsOptions.Section);
        services.AddSingleton(given => new ReceiptBook(
            given.GetRequiredService<ReceiptsOptions>(),
            given.GetRequiredService<Lazy<JournalPlace>>(),
            sharesWork,
            given.GetRequiredService<TimeProvider>(),
            given.GetRequiredService<ILogger<ReceiptBook>>()));
        services.AddSingleton<IReceiptBook>(given => given.GetRequiredService<ReceiptBook>());
        services.AddSingleton<ITransparencyLog>(given => given.GetRequiredService<ReceiptBook>());
        services.AddHostedService<ReceiptOpening>();
        return services;
    }

    private static void AddPlace(this IServiceCollection services, IConfiguration configuration, Func<IServiceProvider, string> data)
    {
        services.AddSettings<JournalOptions>(configuration, JournalOptions.Section);
        services.TryAddSingleton(given => new Lazy<JournalPlace>(() => Place(given, data)));
    }

    private static JournalPlace Place(IServiceProvider given, Func<IServiceProvider, string> data)
    {
        var folder = data(given);
        return new JournalPlace(folder, given.GetRequiredService<JournalOptions>().Path is { Length: > 0 } path ? Path.GetFullPath(path) : Path.Combine(folder, "journal"));
    }
}
