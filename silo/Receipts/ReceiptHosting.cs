using FxOrleans.Journal;
using FxOrleans.Silo.Data;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FxOrleans.Silo.Receipts;

/// <summary>Lets this host sign receipts and keep a journal of its decisions, with its files in its own data folder.</summary>
internal static class ReceiptHosting
{
    /// <summary>Adds receipts.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="sharesWork">True where other hosts serve the same prices: receipts then need a key that all of them have.</param>
    public static void AddReceipts(this WebApplicationBuilder builder, bool sharesWork)
    {
        builder.AddDataFolder();
        builder.Services.AddReceiptBook(builder.Configuration, PathOf, sharesWork);
    }

    /// <summary>Adds the journal of this host's decisions, and its part in readiness.</summary>
    public static void AddJournal(this WebApplicationBuilder builder)
    {
        builder.AddDataFolder();
        builder.Services.AddDecisionJournal(builder.Configuration, PathOf);
        builder.Services.AddHealthChecks().AddCheck<JournalHealthCheck>("journal");
    }

    private static void AddDataFolder(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["Data:Path"];
        builder.Services.TryAddSingleton(given => DataFolder.Claim(configured, given.GetRequiredService<ILogger<DataFolder>>()));
    }

    private static string PathOf(IServiceProvider given) => given.GetRequiredService<DataFolder>().Path;
}
