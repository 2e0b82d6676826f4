using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Quotes;

public sealed class QuoteTests
{
    private static readonly QuoteSource Plain = Given.Live();
    private static readonly QuoteSource OneFrame = Given.Simulated() with { MayCross = true };

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, -1)]
    public void ZeroAndBelowAreNoPrice(int bid, int mid, int ask) => AssertFault(RowFault.NotPositive, Plain, bid, mid, ask);

    [Fact]
    public void WhatNoRateCanBeIsOutOfRange()
    {
        AssertFault(RowFault.OutOfRange, Plain, Quote.Min / 2, 1, 1);
        AssertFault(RowFault.OutOfRange, Plain, 1, 1, Quote.Max * 2);
        AssertFault(RowFault.OutOfRange, Plain, decimal.MaxValue, decimal.MaxValue, decimal.MaxValue);
        Given.Quote("USD/EUR", Quote.Min, 1, Quote.Max);
    }

    [Fact]
    public void ACrossedQuoteIsRefused()
    {
        AssertFault(RowFault.Crossed, Plain, 1.2m, 1.1m, 1.0m);
        AssertFault(RowFault.Crossed, Plain, 1.0m, 1.3m, 1.2m);
    }

    [Fact]
    public void ASourceThatCrossesByDesignIsPutInOrder()
    {
        var quote = Given.Quote("USD/JPY", 0.9m, 0.72m, 0.6m, source: OneFrame);
        Assert.Equal((0.6m, 0.72m, 0.9m), (quote.Bid, quote.Mid, quote.Ask));

        Assert.Equal(0.9m, Given.Quote("USD/JPY", 0.9m, 2m, 0.6m, source: OneFrame).Mid);
        AssertFault(RowFault.NotPositive, OneFrame, -1, 1, 1);
    }

    [Fact]
    public void TimesAreKeptInUtc()
    {
        var quote = Given.Quote("USD/EUR", 0.88m, new DateTimeOffset(2026, 3, 5, 16, 0, 0, TimeSpan.FromHours(1)));

        Assert.Equal((TimeSpan.Zero, 15), (quote.Timestamp.Offset, quote.Timestamp.Hour));
    }

    private static void AssertFault(RowFault expected, QuoteSource source, decimal bid, decimal mid, decimal ask)
    {
        Assert.False(Quote.TryCreate(source, Given.Pair("USD/EUR"), bid, mid, ask, Given.Now, out _, out var fault));
        Assert.Equal(expected, fault);
    }
}
