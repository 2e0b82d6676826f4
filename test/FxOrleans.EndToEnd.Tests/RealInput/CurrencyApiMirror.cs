using FxOrleans.Testing.Hosting;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A static file server over the real npm package: the layout that currency-api's public address serves.</summary>
internal sealed class CurrencyApiMirror : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CurrencyApiMirror(WebApplication app) => _app = app;

    /// <summary>The package's folder; <c>npm ci</c> beside this project's package.json brings it.</summary>
    public static string Package { get; } = Path.Combine(
        SiloProgram.Root, "test/FxOrleans.EndToEnd.Tests/node_modules/@fawazahmed0/currency-api");

    /// <summary>What its BaseUrl is to be.</summary>
    public string Address => $"{_app.Urls.Single()}/package";

    /// <summary>Serves the package, under another date where one is given.</summary>
    public static async Task<CurrencyApiMirror> StartAsync(DateOnly? date = null)
    {
        if (!Directory.Exists(Package))
        {
            throw new DirectoryNotFoundException($"{Package} is missing: `npm ci` in test/FxOrleans.EndToEnd.Tests brings it; ./fx test does that.");
        }

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        if (date is { } other)
        {
            app.MapGet("/package/v1/currencies/usd.min.json", () => Results.Text(
                Read("usd").Replace("\"date\":\"2026-09-29\"", $"\"date\":\"{other:yyyy-MM-dd}\"", StringComparison.Ordinal), "application/json"));
        }

        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Package), RequestPath = "/package" });
        await app.StartAsync();
        return new CurrencyApiMirror(app);
    }

    /// <summary>The package's own rates of one base.</summary>
    public static IReadOnlyDictionary<string, decimal> Rates(string @base) =>
        JsonDocument.Parse(Read(@base)).RootElement.GetProperty(@base).EnumerateObject().ToDictionary(rate => rate.Name, rate => rate.Value.GetDecimal());

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Read(string @base) => File.ReadAllText(Path.Combine(Package, $"v1/currencies/{@base}.min.json"));
}
