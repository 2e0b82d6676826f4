using System.Text.RegularExpressions;
using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Assets;

public sealed class AssetCatalogTests
{
    [Theory]
    [InlineData("JPY", "392", 0)]
    [InlineData("KRW", "410", 0)]
    [InlineData("ISK", "352", 0)]
    [InlineData("CLP", "152", 0)]
    [InlineData("KWD", "414", 3)]
    [InlineData("BHD", "048", 3)]
    [InlineData("TND", "788", 3)]
    [InlineData("USD", "840", 2)]
    [InlineData("EUR", "978", 2)]
    [InlineData("GBP", "826", 2)]
    [InlineData("CHF", "756", 2)]
    [InlineData("XDR", "960", null)]
    public void CurrenciesHaveTheirIsoNumberAndMinorUnits(string code, string number, int? minorUnits)
    {
        var asset = AssetCatalog.Get(code);

        Assert.Equal((AssetClass.Currency, number, minorUnits), (asset.Class, asset.Number, asset.MinorUnits));
        Assert.False(asset.IsDead);
        Assert.True(asset.IsMoney);
    }

    [Theory]
    [InlineData("BGN", 2025)]
    [InlineData("SLL", 2023)]
    [InlineData("ANG", 2025)]
    [InlineData("HRK", 2022)]
    [InlineData("DEM", 2001)]
    public void DeadCurrenciesAreKnownAsDead(string code, int lastYear)
    {
        var asset = AssetCatalog.Get(code);

        Assert.Equal((AssetClass.Currency, true, lastYear), (asset.Class, asset.IsDead, asset.LastDay!.Value.Year));
    }

    [Theory]
    [InlineData("SLE")]
    [InlineData("XCG")]
    [InlineData("ZWG")]
    [InlineData("VES")]
    public void TheirSuccessorsAreAlive(string code) => Assert.False(AssetCatalog.Get(code).IsDead);

    [Theory]
    [InlineData("XAU", "Gold")]
    [InlineData("XAG", "Silver")]
    [InlineData("XPT", "Platinum")]
    [InlineData("XPD", "Palladium")]
    public void TheFourMetalsAreMetals(string code, string name) =>
        Assert.Equal((AssetClass.Metal, name), (AssetCatalog.Get(code).Class, AssetCatalog.Get(code).Name));

    [Theory]
    [InlineData("BTC ETH USDT XRP BNB SOL USDC DOGE TRX ADA LINK XLM BCH SUI AVAX LTC HBAR SHIB TON DOT", AssetClass.Coin)]
    [InlineData("AAPL MSFT TSLA NVDA AMZN GOOGL META", AssetClass.Stock)]
    public void TheLargestCoinsAndStocksAreThere(string codes, AssetClass expected) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(expected, AssetCatalog.Get(code).Class));

    [Theory]
    [InlineData("CLF")]
    [InlineData("CHW")]
    [InlineData("XXX")]
    [InlineData("XTS")]
    [InlineData("XBA")]
    public void CodesThatNobodyPaysWithAreNoMoney(string code) => Assert.False(AssetCatalog.Get(code).IsMoney);

    [Fact]
    public void CodesAreUniqueAndWellFormedAndHaveTheirPlace()
    {
        Assert.Equal(AssetCatalog.Count, AssetCatalog.All.Select(asset => asset.Code.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, AssetCatalog.Count), AssetCatalog.All.Select(asset => asset.Index));
        Assert.All(AssetCatalog.All, asset =>
        {
            Assert.Matches(new Regex($"^[A-Z0-9.]{{1,{AssetCatalog.MaxCodeLength}}}$"), asset.Code);
            Assert.NotEmpty(asset.Name);
            Assert.DoesNotContain('\r', asset.Name);
            Assert.True(asset.Number is null || Regex.IsMatch(asset.Number, "^[0-9]{3}$"), asset.Code);
            Assert.True(asset.MinorUnits is null or (>= 0 and <= 8), asset.Code);
            Assert.True(asset.Class == AssetClass.Coin || asset.CoinGeckoId is null, asset.Code);
        });
    }

    [Fact]
    public void NoLivingCurrencySharesItsIsoNumber()
    {
        var numbers = AssetCatalog.All.Where(asset => asset is { IsDead: false, Number: not null }).Select(asset => asset.Number).ToList();

        Assert.Equal(numbers.Count, numbers.Distinct().Count());
    }

    [Fact]
    public void EveryCurrencyThatTheEcbEverFixedIsKnown() =>
        Assert.All(EcbHistory.Newest().Keys, code => Assert.Equal(AssetClass.Currency, AssetCatalog.Get(code).Class));

    [Fact]
    public void ACodeIsFoundInAnyCaseAndIsTheSameAsset()
    {
        Assert.True(AssetCatalog.TryGet("uSd", out var asset));
        Assert.Same(AssetCatalog.Usd, asset);
        Assert.False(AssetCatalog.TryGet("", out _));
        Assert.Throws<FormatException>(() => AssetCatalog.Get("ZZZ"));
    }

    [Fact]
    public void LookingUpAllocatesNothing()
    {
        AssetCatalog.TryGet("usd", out _);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            AssetCatalog.TryGet("usd", out _);
            AssetCatalog.TryGet("nobody", out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
