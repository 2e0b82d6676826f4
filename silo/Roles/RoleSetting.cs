using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Roles;

/// <summary>Reads <c>Role</c>, the only one that does. Spaces around it and its case do not matter.</summary>
internal static class RoleSetting
{
    private static readonly (string Name, HostRole Role, bool NeedsRedis)[] Roles =
    [
        ("all", HostRole.All, false),
        ("ingest", HostRole.Ingest, true),
        ("serve", HostRole.Serve, true),
        ("refresh", HostRole.Refresh, true),
        ("one-frame", HostRole.OneFrame, false),
    ];

    /// <exception cref="OptionsValidationException">There is no such role, or it needs a Redis that is not configured.</exception>
    public static HostRole Read(IConfiguration configuration)
    {
        var name = configuration["Role"];
        if (string.IsNullOrWhiteSpace(name))
        {
            return HostRole.All;
        }

        var index = Array.FindIndex(Roles, known => known.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            throw Wrong($"Role is '{name}'; it must be {string.Join(", ", Roles.SkipLast(1).Select(known => known.Name))} or {Roles[^1].Name}.");
        }

        var found = Roles[index];
        return !found.NeedsRedis || !string.IsNullOrWhiteSpace(configuration["Redis:ConnectionString"])
            ? found.Role
            : throw Wrong($"Redis:ConnectionString is missing; the role {found.Name} needs it, such as localhost:6379.");
    }

    private static OptionsValidationException Wrong(string fault) => new("Role", typeof(HostRole), [fault]);
}
