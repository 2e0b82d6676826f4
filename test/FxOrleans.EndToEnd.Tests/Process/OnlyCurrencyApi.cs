namespace FxOrleans.EndToEnd.Tests;

/// <summary>Arguments that leave currency-api alone among the providers.</summary>
internal static class OnlyCurrencyApi
{
    public static string[] At(string address) =>
    [
        "--Demo:Enabled=false",
        $"--Providers:CurrencyApi:BaseUrl={address}",
        "--Providers:Ecb:Enabled=false",
        "--Providers:Frankfurter:Enabled=false",
        "--Providers:OpenErApi:Enabled=false",
        "--Providers:CoinGecko:Enabled=false",
    ];
}
