namespace FxOrleans.Silo.Configuration;

/// <summary>The section <c>Dashboard</c>.</summary>
internal sealed class DashboardOptions
{
    /// <summary>Whether the Orleans Dashboard is at <c>/dashboard</c>, for administrators. Default false.</summary>
    public bool Enabled { get; set; }
}
