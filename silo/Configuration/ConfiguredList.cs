namespace FxOrleans.Silo.Configuration;

/// <summary>A list in configuration: one text with commas, or an array.</summary>
internal static class ConfiguredList
{
    public static IReadOnlyList<string> Read(IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        var items = section.Value is { } text ? text.Split(',') : section.GetChildren().Select(child => child.Value ?? "");
        return [.. items.Select(item => item.Trim()).Where(item => item.Length > 0)];
    }
}
