namespace FxOrleans.Providers;

/// <summary>Every provider that the service knows, disabled ones included, in the order of registration. Immutable.</summary>
public sealed class ProviderCatalog(IReadOnlyList<ProviderEntry> all)
{
    public IReadOnlyList<ProviderEntry> All => all;
}
