namespace FxOrleans.DemoMarket;

/// <summary>A candle: where the price opened and closed and how far it went. Immutable.</summary>
internal readonly record struct Bar(DateTimeOffset Opens, double Open, double High, double Low, double Close);
