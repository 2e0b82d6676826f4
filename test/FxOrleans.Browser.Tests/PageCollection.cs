namespace FxOrleans.Browser.Tests;

/// <summary>All tests of the page share one browser and one host with the demo market, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PageCollection : ICollectionFixture<Chromium>
{
    public const string Name = "page";
}
