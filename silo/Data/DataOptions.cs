namespace FxOrleans.Silo.Data;

/// <summary>The section <c>Data</c>.</summary>
internal sealed class DataOptions
{
    /// <summary>The folder of this host's own files. Default: see <see cref="DataFolder"/>.</summary>
    public string? Path { get; set; }
}
