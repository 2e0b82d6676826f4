using System.IO.Compression;
using FxOrleans.Pricing;
using FxOrleans.Providers;

namespace FxOrleans.Silo.History;

/// <summary>The ECB's rates since 1999: from a file, an address, or with neither from the provider <c>Ecb</c> as it is configured.</summary>
internal static class EcbRates
{
    private const long MaxBytes = 64 * 1024 * 1024;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly QuoteSource Source = new(EcbOptions.ProviderName, SourceKind.Fixing) { Calendar = FixingCalendar.Target };

    /// <exception cref="ProviderException">It is no such file, or there was no usable answer.</exception>
    public static async Task<IReadOnlyList<EcbDay>> ReadAsync(IConfiguration configuration, string? file, string? url, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(file))
        {
            await using var content = File.OpenRead(file);
            return Read(content);
        }

        if (!string.IsNullOrEmpty(url))
        {
            using var http = new HttpClient { Timeout = Deadline, MaxResponseContentBufferSize = MaxBytes };
            using var body = new MemoryStream(await http.GetByteArrayAsync(new Uri(url, UriKind.Absolute), cancel), writable: false);
            return Read(body);
        }

        var settings = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([new("Providers:Ecb:Enabled", "true")]).Build();
        await using var services = new ServiceCollection().AddRateProviders(settings, []).BuildServiceProvider();
        return await services.GetRequiredService<EcbProvider>().FetchHistoryAsync(EcbSpan.Everything, cancel);
    }

    // eurofxref-hist.csv as it is, packed with gzip, or as the ECB packs it.
    private static List<EcbDay> Read(Stream file)
    {
        var (first, second) = (file.ReadByte(), file.ReadByte());
        file.Position = 0;
        if (first == 'P' && second == 'K')
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read);
            using var entry = new StreamReader(archive.Entries.First(packed => packed.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Open());
            return [.. EcbCsv.Read(entry, Source)];
        }

        if (first == 0x1f && second == 0x8b)
        {
            return [.. EcbCsv.ReadGzip(file, Source)];
        }

        using var text = new StreamReader(file);
        return [.. EcbCsv.Read(text, Source)];
    }
}
