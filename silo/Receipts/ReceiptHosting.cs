using FxOrleans.Journal;
using FxOrleans.Silo.Data;

namespace FxOrleans.Silo.Receipts;

/// <summary>Lets this host sign receipts, with its files in its own data folder.</summary>
internal static class ReceiptHosting
{
    /// <param name="builder">The host's builder.</param>
    /// <param name="sharesWork">True where other hosts serve the same prices: receipts then need a key that all of them have.</param>
    public static void AddReceipts(this WebApplicationBuilder builder, bool sharesWork)
    {
        var configured = builder.Configuration["Data:Path"];
        builder.Services.AddSingleton(given => DataFolder.Claim(configured, given.GetRequiredService<ILogger<DataFolder>>()));
        builder.Services.AddJournal(builder.Configuration, given => given.GetRequiredService<DataFolder>().Path, sharesWork);
    }
}
